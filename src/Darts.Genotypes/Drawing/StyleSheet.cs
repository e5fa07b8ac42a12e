namespace Darts.Genotypes.Drawing;

/// <summary>The style sheet of pictures in SVG.</summary>
/// <remarks>Plain rules and no CSS variables, which many viewers of SVG files do not know.</remarks>
public static class StyleSheet
{
    private const string Sans = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";
    private const string Mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

    private static readonly Ink[] Inks = (Ink[])Enum.GetValues(typeof(Ink));
    private static readonly Mark[] Marks = [Mark.Added, Mark.Removed, Mark.Changed, Mark.Faded];

    /// <summary>The rules, a line each; all of them are about what is inside <c>.figure</c>.</summary>
    public static IEnumerable<string> Lines(Theme theme) =>
    [
        .. TextStyle.All.Select(Letters),
        $".figure .sub {{ font-size: {Svg.Number(TextStyle.Number.SubscriptSize)}px; }}",
        ".figure path { fill: none; } .figure path, .figure rect { stroke: currentColor; stroke-width: 1.4; } .figure polygon, .figure text { fill: currentColor; }",
        ".figure .paper { stroke: none; }",
        .. Inks.Where(static ink => Palette.Dashes(ink, Mark.None).Count > 0).Select(static ink => Dashed(ClassOf(ink), Palette.Dashes(ink, Mark.None))),
        .. Marks.Select(static mark => $".figure .{ClassOf(mark)} path, .figure .{ClassOf(mark)} rect {{ stroke-width: {Svg.Number(Palette.LineWidth(mark))}; }}"),
        Dashed(ClassOf(Mark.Removed), Palette.Dashes(Ink.Collect, Mark.Removed)),
        .. Colours(theme == Theme.Dark),
        .. theme == Theme.Auto ? (string[])["@media (prefers-color-scheme: dark) {", .. Colours(dark: true).Select(static rule => "  " + rule), "}"] : [],
    ];

    /// <summary>The classes of a group, separated by spaces.</summary>
    internal static string ClassOf(FigureGroup group)
    {
        string ink = group.Ink == Ink.Collect ? "edge" : group.Ink.IsEdge() ? $"edge {ClassOf(group.Ink)}" : ClassOf(group.Ink);
        return group.Mark == Mark.None ? ink : $"{ink} {ClassOf(group.Mark)}";
    }

    private static string ClassOf(Ink ink) => ink switch
    {
        Ink.Title => "title",
        Ink.Note => "note",
        Ink.Node => "node",
        Ink.End => "end",
        Ink.Reduction => "reduction",
        Ink.Collect => "edge",
        Ink.Separable => "sep",
        Ink.Dilated => "dil",
        Ink.Factorized => "fac",
        Ink.MaxPool => "max",
        Ink.AveragePool => "avg",
        _ => "skip",
    };

    private static string ClassOf(Mark mark) => mark switch { Mark.Added => "added", Mark.Removed => "removed", Mark.Changed => "changed", _ => "faded" };

    private static string Letters(TextStyle style) =>
        $".figure .{style.Name} {{ font: {(style.IsBold ? "600 " : "")}{Svg.Number(style.Size)}px {(style.IsMonospaced ? Mono : Sans)}; text-anchor: {(style.IsCentred ? "middle" : "start")}; }}";

    private static string Dashed(string @class, EquatableArray<double> dashes) => $".figure .{@class} path {{ stroke-dasharray: {string.Join(" ", dashes.Select(Svg.Number))}; }}";

    private static IEnumerable<string> Colours(bool dark)
    {
        yield return $".figure .paper {{ fill: {Palette.Paper(dark)}; }}";
        foreach (Ink ink in Inks)
        {
            Colours colours = Palette.Of(ink, Mark.None, dark);
            string group = $".figure .{ClassOf(ink)}";
            yield return $"{group} {{ color: {colours.Line}; }}"
                + (ink is Ink.Title or Ink.Note ? "" : $" {group} rect {{ fill: {colours.Fill}; }}")
                + (colours.Text == colours.Line ? "" : $" {group} text {{ fill: {colours.Text}; }}");
        }
        foreach (Mark mark in Marks)
        {
            Colours colours = Palette.Of(Ink.Collect, mark, dark);
            yield return $".figure .{ClassOf(mark)} {{ color: {colours.Line}; }} .figure .{ClassOf(mark)} text {{ fill: {colours.Text}; }}";
        }
    }
}
