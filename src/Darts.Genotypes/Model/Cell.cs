namespace Darts.Genotypes;

/// <summary>One operation of a cell: <paramref name="Operation"/> of the value of <paramref name="From"/>, added into <paramref name="Node"/>.</summary>
/// <param name="Node">The node it feeds, in the literature's numbers: inputs first (0 and 1 are c_{k-2} and c_{k-1} in a convolutional cell), nodes after.</param>
/// <param name="From">The input or node it reads; less than <paramref name="Node"/>.</param>
/// <param name="Operation">The operation.</param>
public sealed record Edge(int Node, int From, Operation Operation);

/// <summary>A cell: its edges and the nodes its output is made of.</summary>
/// <param name="Edges">Sorted by node; within a node the order of the file, which names the original's weights: the i-th edge is <c>_ops.{i}</c>.</param>
/// <param name="Concat">The nodes that are concatenated (convolutional) or averaged (recurrent) into the output, ascending.</param>
public sealed record Cell(EquatableArray<Edge> Edges, EquatableArray<int> Concat);
