using System.Text;

namespace Darts.Genotypes.Drawing;

/// <summary>Draws one cell's layout.</summary>
internal static class CellSvg
{
    private const double ArrowLength = 7;

    public static void Draw(Svg svg, DrawnCell cell, LayeredLayout layout)
    {
        for (int i = 0; i < cell.Edges.Count; i++)
            DrawEdge(svg, cell.Edges[i], layout.Edges[i], layout);
        foreach (Vertex vertex in cell.Vertices)
            DrawVertex(svg, vertex, layout);
    }

    private static void DrawEdge(Svg svg, DrawnEdge edge, List<LayoutLink> chain, LayeredLayout layout)
    {
        svg.Open($"g class=\"{Theme.ClassOf(edge.Operation)}\"");
        var path = new StringBuilder();
        foreach (LayoutLink link in chain)
        {
            double x = layout.Right[link.From.Layer], y = link.From.Y + link.FromOffset;
            double toX = layout.Left[link.To.Layer], toY = link.To.Y + link.ToOffset;
            // Straight through a layer, behind its own label if it has one there; curved between layers only.
            path.Append(path.Length == 0 ? $"M{Svg.Number(x)} {Svg.Number(y)}" : $"H{Svg.Number(x)}");
            toX -= link.To.IsNode ? ArrowLength : 0;
            double middle = (x + toX) / 2;
            path.Append($"C{Svg.Number(middle)} {Svg.Number(y)} {Svg.Number(middle)} {Svg.Number(toY)} {Svg.Number(toX)} {Svg.Number(toY)}");
            if (link.To.IsNode)
            {
                svg.Line($"<path d=\"{path}\"/>");
                string back = Svg.Number(toX);
                svg.Line($"<polygon points=\"{Svg.Number(toX + ArrowLength)},{Svg.Number(toY)} {back},{Svg.Number(toY - 3.5)} {back},{Svg.Number(toY + 3.5)}\"/>");
            }
        }
        if (edge.Operation is not null && chain[chain.Count - 1].From is { IsNode: false } label)
        {
            double middle = (layout.Left[label.Layer] + layout.Right[label.Layer]) / 2;
            Box(svg, middle - (label.Width / 2), label.Y, label.Width, label.Height, 10);
            svg.Line($"<text x=\"{Svg.Number(middle)}\" y=\"{Svg.Number(label.Y + 3.7)}\">{Svg.Escape(edge.Operation.Name)}</text>");
        }
        svg.Close("g");
    }

    private static void DrawVertex(Svg svg, Vertex vertex, LayeredLayout layout)
    {
        LayoutItem item = layout.Vertices[vertex.Key];
        bool isEnd = vertex.Caption.Subscript.Length > 0;
        double left = layout.Left[item.Layer], width = layout.Right[item.Layer] - left;
        svg.Open($"g class=\"{(isEnd ? "end" : "node")}\"");
        Box(svg, left, item.Y, width, item.Height, 6);
        string subscript = isEnd ? $"<tspan class=\"sub\" dy=\"3.5\">{Svg.Escape(vertex.Caption.Subscript)}</tspan>" : "";
        svg.Line($"<text x=\"{Svg.Number(left + (width / 2))}\" y=\"{Svg.Number(item.Y + 4.6)}\">{Svg.Escape(vertex.Caption.Text)}{subscript}</text>");
        svg.Close("g");
    }

    private static void Box(Svg svg, double left, double middle, double width, double height, double radius) => svg.Line(
        $"<rect x=\"{Svg.Number(left)}\" y=\"{Svg.Number(middle - (height / 2))}\" "
        + $"width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" rx=\"{Svg.Number(radius)}\"/>");
}
