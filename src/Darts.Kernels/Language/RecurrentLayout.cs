namespace Darts.Kernels;

/// <summary>A node of a recurrent cell.</summary>
/// <param name="Node">Its number.</param>
/// <param name="Edge">Its edge's place in the genotype, which names its weights.</param>
/// <param name="Activation">What its candidate goes through.</param>
internal readonly record struct CellGate(int Node, int Edge, GateActivation Activation);

/// <summary>The nodes that read one state: one product.</summary>
/// <param name="From">The state they read: 0 or the number of an earlier node.</param>
/// <param name="Gates">The nodes; at least one.</param>
internal sealed record CellProduct(int From, CellGate[] Gates);

/// <summary>A recurrent cell.</summary>
/// <param name="Embedding">E, the width of embedded words.</param>
/// <param name="Hidden">H, the width of the state.</param>
/// <param name="Mean">The nodes whose mean is the next state.</param>
/// <param name="Products">In an order in which every state is there before it is read.</param>
internal sealed record RecurrentLayout(int Embedding, int Hidden, int[] Mean, CellProduct[] Products)
{
    /// <summary>How many nodes have a state, node 0 among them.</summary>
    public int Nodes { get; } = 1 + Products.SelectMany(static product => product.Gates).Select(static gate => gate.Node).DefaultIfEmpty(0).Max();

    /// <summary>How many panels a gate takes: half of each is of the gate, half of its candidate.</summary>
    public int Blocks { get; } = (Hidden + RowTile.Half - 1) / RowTile.Half;
}
