namespace Darts.Genotypes;

/// <summary>What the cells of one kind compute. Values are numbered as in the literature: 0 and 1 are the preprocessed
/// outputs of cells k-2 and k-1, the nodes follow.</summary>
/// <param name="Kind">Normal or reduction.</param>
/// <param name="Nodes">Every node in order, the dead ones too: their weights belong to the network's state.</param>
/// <param name="Concat">The nodes whose values, concatenated by channel, are the output; ascending.</param>
public sealed record CellGraph(CellKind Kind, EquatableArray<NodeGraph> Nodes, EquatableArray<int> Concat);

/// <summary>A node: the sum of its edges.</summary>
/// <param name="Number">The number of its value, 2 or more.</param>
/// <param name="IsLive">Whether the cell's output depends on it. A dead node is not computed.</param>
/// <param name="Edges">What is summed, in the order of the genotype; at least one.</param>
public sealed record NodeGraph(int Number, bool IsLive, EquatableArray<EdgeGraph> Edges);

/// <summary>An operation with everything that is known before the cell has a place in a network.</summary>
/// <param name="Index">Its place among the cell's edges, which names its weights: <c>_ops.{Index}</c>.</param>
/// <param name="From">The value it reads.</param>
/// <param name="Operation">The operation of the genotype.</param>
/// <param name="Stride">2 where a reduction cell reads one of its two inputs, else 1 (quark0/darts <c>Cell._compile</c>).</param>
public sealed record EdgeGraph(int Index, int From, Operation Operation, int Stride)
{
    /// <summary>Whether the value passes unchanged: the one operation that drop path leaves alone.</summary>
    public bool IsIdentity => Operation.Family == OperationFamily.Skip && Stride == 1;

    /// <summary>Whether this is a skip connection that has to halve the resolution, which takes weights.</summary>
    public bool IsFactorizedReduce => Operation.Family == OperationFamily.Skip && Stride == 2;

    /// <summary>Whether it reads its value through a ReLU.</summary>
    public bool ReadsRectified => Operation.RectifiesInput || IsFactorizedReduce;
}
