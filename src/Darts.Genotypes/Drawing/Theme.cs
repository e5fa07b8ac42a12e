namespace Darts.Genotypes.Drawing;

/// <summary>The drawing's style sheet: one set of colours on white, one on black, chosen by the reader's system. Families differ in colour, and their labels
/// name them, so nothing depends on telling colours apart.</summary>
/// <remarks>Plain rules and no CSS variables, which many viewers of SVG files do not know.</remarks>
internal static class Theme
{
    private const string Sans = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";

    /// <summary>What has a colour, and its colour on white and on black.</summary>
    private static readonly (string Selector, string Property, string Light, string Dark)[] Colours =
    [
        (".paper, .edge rect", "fill", "#ffffff", "#0d1117"),
        ("text", "fill", "#1f2328", "#e6edf3"),
        (".note", "fill", "#59636e", "#9198a1"),
        (".node rect", "fill", "#f6f8fa", "#21262d"),
        (".end rect", "fill", "#ddf4ff", "#12304f"),
        (".node, .end, .edge", "color", "#818b98", "#6e7681"),
        (".sep", "color", "#0969da", "#58a6ff"),
        (".dil", "color", "#8250df", "#d2a8ff"),
        (".fac", "color", "#1a7f37", "#56d364"),
        (".max", "color", "#bc4c00", "#ffa657"),
        (".avg", "color", "#9a6700", "#e3b341"),
        (".skip", "color", "#59636e", "#b1bac4"),
    ];

    /// <summary>The style sheet's lines.</summary>
    public static IEnumerable<string> Lines =>
    [
        "text { font: 11px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; text-anchor: middle; }",
        $".title {{ font: 600 15px {Sans}; text-anchor: start; }} .note {{ font: 12px {Sans}; text-anchor: start; }}",
        ".node text, .end text { font-size: 14px; } .end .sub { font-size: 10px; }",
        ".edge path { fill: none; } .edge path, rect { stroke: currentColor; stroke-width: 1.4; } .skip path { stroke-dasharray: 5 3.5; }",
        ".paper { stroke: none; } .edge polygon { fill: currentColor; }",
        .. Colours.Select(static colour => $"{colour.Selector} {{ {colour.Property}: {colour.Light}; }}"),
        ".edge text { fill: currentColor; }",
        "@media (prefers-color-scheme: dark) {",
        .. Colours.Select(static colour => $"  {colour.Selector} {{ {colour.Property}: {colour.Dark}; }}"),
        "  .edge text { fill: currentColor; }",
        "}",
    ];

    /// <summary>The class of an operation's edge.</summary>
    public static string ClassOf(Operation? operation) => operation?.Family switch
    {
        OperationFamily.SeparableConvolution => "edge sep",
        OperationFamily.DilatedConvolution => "edge dil",
        OperationFamily.FactorizedConvolution => "edge fac",
        OperationFamily.MaxPool => "edge max",
        OperationFamily.AveragePool => "edge avg",
        OperationFamily.Skip => "edge skip",
        OperationFamily.Activation => operation.Name switch { "tanh" => "edge sep", "relu" => "edge max", "sigmoid" => "edge dil", _ => "edge skip" },
        _ => "edge",
    };
}
