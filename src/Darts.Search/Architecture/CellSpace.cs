using Darts.Genotypes;

namespace Darts.Search;

/// <summary>A space of cells: every node reads every value before it through a mixture of all operations (DARTS §2.1), and keeps the strongest edges in a genotype.</summary>
/// <param name="Inputs">The values a cell is given; they are numbered first.</param>
/// <param name="Nodes">The nodes it computes (the original's <c>steps</c>). All of them make up its output.</param>
/// <param name="KeptEdges">The incoming edges a node keeps.</param>
/// <param name="Operations">The candidates of an edge, in the order of α's columns; the first is <c>none</c>.</param>
public sealed record CellSpace(int Inputs, int Nodes, int KeptEdges, EquatableArray<Operation> Operations)
{
    /// <summary>Cells of images: c_{k-2}, c_{k-1} and four nodes of two edges each; 14 × 8 (quark0/darts <c>cnn/genotypes.py</c>).</summary>
    public static CellSpace Convolutional { get; } =
        new(SearchSpace.Inputs, SearchSpace.Nodes, SearchSpace.KeptEdges, Darts.Genotypes.Operations.ConvolutionalSearchSpace);

    /// <summary>Recurrent cells: node 0, made of a word and the state before it, and eight nodes of one edge each; 36 × 5 (quark0/darts <c>rnn/genotypes.py</c>).</summary>
    public static CellSpace Recurrent { get; } = new(Inputs: 1, Nodes: 8, KeptEdges: 1, Darts.Genotypes.Operations.Recurrent);

    /// <summary>The edges of a cell, which are the rows of α.</summary>
    public int Edges => Row(Nodes, 0);

    /// <summary>The values a node can read: the inputs and every earlier node, numbered 0, 1, ….</summary>
    /// <param name="node">The node, 0 … <see cref="Nodes"/> − 1.</param>
    public int Predecessors(int node) => Inputs + node;

    /// <summary>The row of α of the edge from <paramref name="from"/> to <paramref name="node"/>: nodes one after the other, within a node by predecessor.</summary>
    /// <param name="node">The node, 0 … <see cref="Nodes"/> − 1.</param>
    /// <param name="from">A value it can read, 0 … <see cref="Predecessors"/>(node) − 1.</param>
    public int Row(int node, int from) => (node * Inputs) + (node * (node - 1) / 2) + from;
}
