using System.Text;

namespace Darts.Genotypes.Drawing;

/// <summary>Writes figures as SVG. The same figure gives the same text.</summary>
public static class FigureSvg
{
    /// <summary>A whole document, with its paper and its style sheet.</summary>
    public static string Document(Figure figure, Theme theme = Theme.Auto)
    {
        var svg = new Svg();
        Open(svg, figure, " xmlns=\"http://www.w3.org/2000/svg\"", $" width=\"{Svg.Number(figure.Width)}\" height=\"{Svg.Number(figure.Height)}\"");
        svg.Open("style");
        foreach (string line in StyleSheet.Lines(theme))
            svg.Line(line);
        svg.Close("style");
        svg.Line($"<rect class=\"paper\" width=\"{Svg.Number(figure.Width)}\" height=\"{Svg.Number(figure.Height)}\" rx=\"8\"/>");
        Draw(svg, figure);
        return svg.Close("svg").ToString();
    }

    /// <summary>An element for an HTML page that has <see cref="StyleSheet.Lines"/> among its styles.</summary>
    public static string Element(Figure figure)
    {
        var svg = new Svg();
        Open(svg, figure, "", $" width=\"{Svg.Number(figure.Width)}\" height=\"{Svg.Number(figure.Height)}\"");
        Draw(svg, figure);
        return svg.Close("svg").ToString();
    }

    private static void Open(Svg svg, Figure figure, string xmlns, string size)
    {
        svg.Open($"svg{xmlns} class=\"figure\" viewBox=\"0 0 {Svg.Number(figure.Width)} {Svg.Number(figure.Height)}\"{size} role=\"img\"");
        svg.Line($"<title>{Svg.Escape(figure.Title)}</title>");
    }

    private static void Draw(Svg svg, Figure figure)
    {
        foreach (FigureGroup group in figure.Groups)
        {
            svg.Open($"g class=\"{StyleSheet.ClassOf(group)}\"");
            foreach (Shape shape in group.Shapes)
                svg.Line(Element(shape));
            svg.Close("g");
        }
    }

    private static string Element(Shape shape) => shape switch
    {
        Box box => $"<rect x=\"{Svg.Number(box.Left)}\" y=\"{Svg.Number(box.Top)}\" width=\"{Svg.Number(box.Width)}\" height=\"{Svg.Number(box.Height)}\" rx=\"{Svg.Number(box.Radius)}\"/>",
        Curve curve => $"<path d=\"{PathOf(curve)}\"/>",
        Polygon polygon => $"<polygon points=\"{string.Join(" ", polygon.Corners.Select(static corner => $"{Svg.Number(corner.X)},{Svg.Number(corner.Y)}"))}\"/>",
        Label label => $"<text class=\"{label.Style.Name}\" x=\"{Svg.Number(label.At.X)}\" y=\"{Svg.Number(label.At.Y)}\">{Svg.Escape(label.Text)}{Subscript(label)}</text>",
        _ => throw new NotSupportedException(shape.GetType().Name),
    };

    private static string Subscript(Label label) =>
        label.Subscript.Length == 0 ? "" : $"<tspan class=\"sub\" dy=\"{Svg.Number(label.Style.SubscriptDrop)}\">{Svg.Escape(label.Subscript)}</tspan>";

    private static string PathOf(Curve curve)
    {
        var path = new StringBuilder($"M{Coordinates(curve.Start)}");
        Point from = curve.Start;
        foreach (CurveStep step in curve.Steps)
        {
            if (!step.IsStraight)
                path.Append($"C{Coordinates(step.Control1)} {Coordinates(step.Control2)} {Coordinates(step.End)}");
            else
                path.Append(step.End.Y.Equals(from.Y) ? $"H{Svg.Number(step.End.X)}" : $"L{Coordinates(step.End)}");
            from = step.End;
        }
        return path.ToString();

        static string Coordinates(Point point) => $"{Svg.Number(point.X)} {Svg.Number(point.Y)}";
    }
}
