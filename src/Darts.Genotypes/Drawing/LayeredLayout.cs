namespace Darts.Genotypes.Drawing;

/// <summary>Lays a cell out from left to right (Sugiyama, Tagawa, Toda, <i>Methods for visual understanding of hierarchical system structures</i>, 1981).</summary>
/// <remarks>Vertices stand in the even layers. Every edge is a chain of items, one in each layer it passes: a label in the odd layer before its target, bends
/// elsewhere. Items of one layer keep their distance and curves run between layers only, so nothing can overlap, whatever the cell.</remarks>
internal sealed class LayeredLayout
{
    public const double LabelHeight = 21;
    public const double CharacterWidth = 6.65;
    private const double LabelPadding = 7;
    private const double MinNodeHeight = 34;
    private const double PortDistance = 13;
    private const double LayerGap = 30;

    private LayeredLayout(List<List<LayoutItem>> layers, Dictionary<int, LayoutItem> vertices, List<List<LayoutLink>> edges)
    {
        Layers = layers;
        Vertices = vertices;
        Edges = edges;
        Left = new double[layers.Count];
        Right = new double[layers.Count];
    }

    public List<List<LayoutItem>> Layers { get; }

    /// <summary>The box of each vertex, by key.</summary>
    public Dictionary<int, LayoutItem> Vertices { get; }

    /// <summary>The chain of each edge, from its source to its target.</summary>
    public List<List<LayoutLink>> Edges { get; }

    /// <summary>Each layer's left border, pixels.</summary>
    public double[] Left { get; }

    /// <summary>Each layer's right border, pixels.</summary>
    public double[] Right { get; }

    public double Width => Right[Right.Length - 1];

    public double Height => Layers.SelectMany(static layer => layer).Max(static item => item.Y + (item.Height / 2));

    public static LayeredLayout Of(DrawnCell cell)
    {
        LayeredLayout layout = Build(cell);
        LayerOrder.Improve(layout.Layers);
        layout.SpreadPorts();
        LayerPlacement.Place(layout.Layers);
        double x = 0;
        for (int layer = 0; layer < layout.Layers.Count; layer++)
        {
            layout.Left[layer] = x;
            layout.Right[layer] = x + layout.Layers[layer].Select(static item => item.Width).DefaultIfEmpty().Max();
            x = layout.Right[layer] + LayerGap;
        }
        return layout;
    }

    private static LayeredLayout Build(DrawnCell cell)
    {
        // Where no label stands before the output, it is one layer nearer than the vertices before it.
        Vertex last = cell.Vertices[cell.Vertices.Count - 1];
        int output = (2 * last.Layer) - (cell.Edges.Any(edge => edge.To == last.Key && edge.Text.Length > 0) ? 0 : 1);
        var layers = Enumerable.Range(0, output + 1).Select(static _ => new List<LayoutItem>()).ToList();
        var vertices = new Dictionary<int, LayoutItem>();
        foreach (Vertex vertex in cell.Vertices)
            vertices[vertex.Key] = Add(new(Math.Min(2 * vertex.Layer, output), vertex.Caption.Subscript.Length == 0 ? 34 : 52, MinNodeHeight, isNode: true));

        var edges = new List<List<LayoutLink>>();
        foreach (DrawnEdge edge in cell.Edges)
        {
            var chain = new List<LayoutLink>();
            LayoutItem previous = vertices[edge.From], target = vertices[edge.To];
            for (int layer = previous.Layer + 1; layer < target.Layer; layer++)
            {
                bool isLabel = edge.Text.Length > 0 && layer == target.Layer - 1;
                double width = isLabel ? (edge.Text.Length * CharacterWidth) + (2 * LabelPadding) : 0;
                previous = Link(previous, Add(new(layer, width, isLabel ? LabelHeight : 0, isNode: false)), chain);
            }
            Link(previous, target, chain);
            edges.Add(chain);
        }
        return new(layers, vertices, edges);

        LayoutItem Add(LayoutItem item)
        {
            item.Order = layers[item.Layer].Count;
            layers[item.Layer].Add(item);
            return item;
        }
    }

    private static LayoutItem Link(LayoutItem from, LayoutItem to, List<LayoutLink> chain)
    {
        var link = new LayoutLink(from, to);
        from.Outgoing.Add(link);
        to.Incoming.Add(link);
        chain.Add(link);
        return to;
    }

    /// <summary>Gives every edge a place of its own at the boxes it joins, in the order of where it comes from or goes to.</summary>
    private void SpreadPorts()
    {
        foreach (LayoutItem node in Vertices.Values)
        {
            Spread([.. node.Outgoing.OrderBy(static link => link.To.Order)], static (link, offset) => link.FromOffset = offset);
            Spread([.. node.Incoming.OrderBy(static link => link.From.Order)], static (link, offset) => link.ToOffset = offset);
            node.Height = Math.Max(MinNodeHeight, (Math.Max(node.Outgoing.Count, node.Incoming.Count) + 1) * PortDistance);
        }

        static void Spread(List<LayoutLink> links, Action<LayoutLink, double> set)
        {
            for (int i = 0; i < links.Count; i++)
                set(links[i], (i - ((links.Count - 1) / 2.0)) * PortDistance);
        }
    }
}
