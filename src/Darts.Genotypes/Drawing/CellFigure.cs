namespace Darts.Genotypes.Drawing;

/// <summary>Draws one cell as the literature does: inputs at the left, nodes, the output at the right, every edge labelled with its operation.</summary>
public static class CellFigure
{
    private const double ArrowLength = 7;
    private const double ArrowHalfWidth = 3.5;

    /// <summary>A figure without margins. Its groups are one for each edge and then one for each vertex, in the order of the cell.</summary>
    public static Figure Draw(DrawnCell cell, string title = "cell")
    {
        var layout = LayeredLayout.Of(cell);
        var groups = cell.Edges.Select((edge, i) => new FigureGroup(InkNames.Of(edge.Operation), edge.Mark, ShapesOf(edge, layout.Edges[i], layout).ToEquatableArray()))
            .Concat(cell.Vertices.Select(vertex => GroupOf(vertex, layout)));
        return new(title, layout.Width, layout.Height, groups.ToEquatableArray());
    }

    private static IEnumerable<Shape> ShapesOf(DrawnEdge edge, List<LayoutLink> chain, LayeredLayout layout)
    {
        LayoutLink first = chain[0], last = chain[chain.Count - 1];
        var start = new Point(layout.Right[first.From.Layer], first.From.Y + first.FromOffset);
        Point at = start, tip = default;
        var steps = new List<CurveStep>();
        foreach (LayoutLink link in chain)
        {
            // Straight through a layer, behind its own label if it has one there; curved between layers only.
            if (link != first)
                steps.Add(CurveStep.Straight(at = at with { X = layout.Right[link.From.Layer] }));
            tip = new Point(layout.Left[link.To.Layer], link.To.Y + link.ToOffset);
            Point to = link.To.IsNode ? tip with { X = tip.X - ArrowLength } : tip;
            double middle = (at.X + to.X) / 2;
            steps.Add(new(at with { X = middle }, to with { X = middle }, to));
            at = to;
        }
        yield return new Curve(start, steps.ToEquatableArray());
        yield return new Polygon([tip, new(at.X, at.Y - ArrowHalfWidth), new(at.X, at.Y + ArrowHalfWidth)]);
        if (edge.Text.Length > 0 && last.From is { IsNode: false } label)
        {
            double middle = (layout.Left[label.Layer] + layout.Right[label.Layer]) / 2;
            yield return new Box(middle - (label.Width / 2), label.Y - (label.Height / 2), label.Width, label.Height, 10);
            yield return new Label(new(middle, label.Y + 3.7), edge.Text, TextStyle.Small);
        }
    }

    private static FigureGroup GroupOf(Vertex vertex, LayeredLayout layout)
    {
        LayoutItem item = layout.Vertices[vertex.Key];
        double left = layout.Left[item.Layer], width = layout.Right[item.Layer] - left;
        return new(vertex.Caption.Subscript.Length > 0 ? Ink.End : Ink.Node, vertex.Mark,
        [
            new Box(left, item.Y - (item.Height / 2), width, item.Height, 6),
            new Label(new(left + (width / 2), item.Y + 4.6), vertex.Mark.Sign() + vertex.Caption.Text, TextStyle.Number, vertex.Caption.Subscript),
        ]);
    }
}
