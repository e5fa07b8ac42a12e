namespace Darts.Genotypes.Drawing;

/// <summary>What stands in a layer of a drawing: a box of a node, the label of an edge, or (without size) a bend of an edge that passes through.</summary>
internal sealed class LayoutItem(int layer, double width, double height, bool isNode)
{
    public int Layer { get; } = layer;

    public double Width { get; } = width;

    /// <summary>Nodes grow with their edges, so that no two of them touch at the box.</summary>
    public double Height { get; set; } = height;

    public bool IsNode { get; } = isNode;

    /// <summary>Its place in its layer, from the top.</summary>
    public int Order { get; set; }

    /// <summary>Its middle, pixels from the top.</summary>
    public double Y { get; set; }

    /// <summary>The links that come from the layer before.</summary>
    public List<LayoutLink> Incoming { get; } = [];

    /// <summary>The links that go to the next layer.</summary>
    public List<LayoutLink> Outgoing { get; } = [];
}

/// <summary>The part of an edge between two adjacent layers.</summary>
internal sealed class LayoutLink(LayoutItem from, LayoutItem to)
{
    public LayoutItem From { get; } = from;

    public LayoutItem To { get; } = to;

    /// <summary>Where it leaves <see cref="From"/>, pixels below that item's middle.</summary>
    public double FromOffset { get; set; }

    /// <summary>Where it meets <see cref="To"/>, pixels below that item's middle.</summary>
    public double ToOffset { get; set; }

    /// <summary>How much straightness matters: most along an edge that passes many layers (the idea of Gansner et al., <i>A technique for drawing directed
    /// graphs</i>, 1993, §4).</summary>
    public double Weight => (From.IsNode, To.IsNode) switch
    {
        (true, true) => 1,
        (false, false) => 60,
        _ => 2,
    };
}
