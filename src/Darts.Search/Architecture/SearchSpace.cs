using Darts.Genotypes;

namespace Darts.Search;

/// <summary>The space an image supernet searches: cells of four nodes, each reading both inputs and every earlier node through a mixture of eight operations
/// (DARTS §3.1; quark0/darts <c>cnn/genotypes.py</c>).</summary>
public static class SearchSpace
{
    /// <summary>The inputs of a cell: c_{k-2} and c_{k-1}.</summary>
    public const int Inputs = 2;

    /// <summary>The intermediate nodes of a cell (the original's <c>steps</c>). All of them make up the output (its <c>multiplier</c>).</summary>
    public const int Nodes = 4;

    /// <summary>The edges of a cell, which are the rows of α: 2 + 3 + 4 + 5.</summary>
    public const int Edges = 14;

    /// <summary>The values of a cell that are read in it: both inputs and all nodes but the last.</summary>
    public const int Sources = Inputs + Nodes - 1;

    /// <summary>The channels of the stem's output, as a multiple of C.</summary>
    public const int StemMultiplier = 3;

    /// <summary>The incoming edges a node keeps in a genotype.</summary>
    public const int KeptEdges = 2;

    /// <summary>The candidates of an edge, in the order of α's columns; the first is <c>none</c>.</summary>
    public static EquatableArray<Operation> Operations => CellSpace.Convolutional.Operations;

    /// <summary>The rows of α, ordered by the value an edge leaves and then by the node it leads to (α itself has them by node).</summary>
    public static EquatableArray<int> RowsBySource { get; } =
        Enumerable.Range(0, Sources).SelectMany(RowsFrom).ToEquatableArray();

    /// <summary>The column of the one operation of a family.</summary>
    /// <param name="family">Max or average pooling, identity or none.</param>
    public static int Column(OperationFamily family)
    {
        int column = 0;
        while (Operations[column].Family != family)
            column++;
        return column;
    }

    /// <summary>The values a node can read: both inputs and every earlier node, numbered 0, 1, ….</summary>
    /// <param name="node">The intermediate node, 0 … <see cref="Nodes"/> − 1.</param>
    public static int Predecessors(int node) => CellSpace.Convolutional.Predecessors(node);

    /// <summary>The row of α of the edge from <paramref name="from"/> to <paramref name="node"/>: nodes one after the other, within a node by predecessor.</summary>
    /// <param name="node">The intermediate node, 0 … <see cref="Nodes"/> − 1.</param>
    /// <param name="from">A value it can read, 0 … <see cref="Predecessors"/>(node) − 1.</param>
    public static int Row(int node, int from) => CellSpace.Convolutional.Row(node, from);

    /// <summary>The first node that reads a value; all later ones do too.</summary>
    /// <param name="source">The value, 0 … <see cref="Sources"/> − 1.</param>
    public static int FirstReader(int source) => Math.Max(0, source - Inputs + 1);

    /// <summary>How many nodes read a value.</summary>
    /// <param name="source">The value, 0 … <see cref="Sources"/> − 1.</param>
    public static int Readers(int source) => Nodes - FirstReader(source);

    /// <summary>The rows of α of the edges that leave a value, by the node they lead to.</summary>
    /// <param name="source">The value, 0 … <see cref="Sources"/> − 1.</param>
    public static IEnumerable<int> RowsFrom(int source) => Enumerable.Range(FirstReader(source), Readers(source)).Select(node => Row(node, source));

    /// <summary>Whether a cell of this index reduces: those at ⌊L/3⌋ and ⌊2L/3⌋ do.</summary>
    /// <param name="index">The cell's index, 0 … layers − 1.</param>
    /// <param name="layers">L, the number of cells.</param>
    public static bool Reduces(int index, int layers) => index == layers / 3 || index == 2 * layers / 3;
}
