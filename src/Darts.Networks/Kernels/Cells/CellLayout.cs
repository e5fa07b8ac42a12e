namespace Darts.Networks;

/// <summary>How the nodes of a cell come about: what Darts.Kernels needs to compute all of them, and their places in the cell's output, as one node of libtorch's graph.</summary>
public sealed class CellLayout
{
    /// <summary>Describes a cell whose output is all its nodes.</summary>
    /// <param name="nodes">The nodes' numbers, in the order in which they lie in the output.</param>
    /// <param name="stride">2 for a cell that halves the resolution, else 1.</param>
    /// <param name="passages">What leads from values to nodes; every live edge is in one of them.</param>
    public CellLayout(int[] nodes, int stride, CellPassage[] passages)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(passages);
        (Nodes, Stride) = (nodes, stride);
        // A value is whole when it is read: edges lead to higher numbers only.
        Passages = [.. passages.OrderBy(static passage => passage.From)];
    }

    /// <summary>The nodes' numbers.</summary>
    internal int[] Nodes { get; }

    /// <summary>1 or 2.</summary>
    internal int Stride { get; }

    /// <summary>By the value they read.</summary>
    internal CellPassage[] Passages { get; }
}

/// <summary>Edges that read one value and go through one operation.</summary>
/// <param name="from">The value: 0 and 1 for the cell's inputs, else a node's number.</param>
/// <param name="operation">The operation; null for an identity, which drop path leaves alone.</param>
/// <param name="edges">Each edge's place among the cell's, and the node it leads to; at least one.</param>
public sealed class CellPassage(int from, Layer? operation, params (int Edge, int Node)[] edges)
{
    /// <summary>The value.</summary>
    internal int From => from;

    /// <summary>The operation, or null.</summary>
    internal Layer? Operation => operation;

    /// <summary>The edges.</summary>
    internal (int Edge, int Node)[] Edges => edges;
}
