using Darts.Genotypes.Drawing;

namespace Darts.Genotypes;

/// <summary>Draws a genotype's cells as the literature does: inputs at the left, nodes, the output at the right, every edge labelled with its operation.</summary>
public static class GenotypeSvg
{
    private const double Margin = 22;
    private const double TitleHeight = 54;
    /// <summary>What the notes under the titles need, pixels.</summary>
    private const double MinWidth = 480;
    private const double CellGap = 34;

    private static readonly EquatableArray<Caption> ImageInputs = [new("c", "k−2"), new("c", "k−1")];

    /// <summary>An SVG document, readable on light and dark pages. The same genotype gives the same text.</summary>
    /// <param name="genotype">A valid genotype: what <see cref="GenotypeReader"/> lets through.</param>
    public static string Draw(Genotype genotype)
    {
        var pictures = PicturesOf(genotype).Select(static picture => (picture.Title, picture.Note, picture.Cell, Layout: LayeredLayout.Of(picture.Cell))).ToList();
        double width = Math.Max(MinWidth, pictures.Max(static picture => picture.Layout.Width)) + (2 * Margin);
        double height = (2 * Margin) + pictures.Sum(static picture => TitleHeight + picture.Layout.Height) + ((pictures.Count - 1) * CellGap);
        string size = $"{Svg.Number(width)} {Svg.Number(height)}";
        var svg = new Svg();
        svg.Open($"svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size}\" width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" role=\"img\"");
        svg.Line($"<title>{Svg.Escape(genotype.Name)}: {string.Join(", ", pictures.Select(static picture => picture.Title))}</title>");
        svg.Open("style");
        foreach (string line in Theme.Lines)
            svg.Line(line);
        svg.Close("style");
        svg.Line($"<rect class=\"paper\" width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" rx=\"8\"/>");
        double y = Margin;
        foreach (var (title, note, cell, layout) in pictures)
        {
            svg.Line($"<text class=\"title\" x=\"{Svg.Number(Margin)}\" y=\"{Svg.Number(y + 13)}\">{Svg.Escape(genotype.Name)}: {title}</text>");
            svg.Line($"<text class=\"note\" x=\"{Svg.Number(Margin)}\" y=\"{Svg.Number(y + 31)}\">{note}</text>");
            svg.Open($"g transform=\"translate({Svg.Number(Margin)} {Svg.Number(y + TitleHeight)})\"");
            CellSvg.Draw(svg, cell, layout);
            svg.Close("g");
            y += TitleHeight + layout.Height + CellGap;
        }
        return svg.Close("svg").ToString();
    }

    private static IEnumerable<(string Title, string Note, DrawnCell Cell)> PicturesOf(Genotype genotype)
    {
        if (genotype is ConvolutionalGenotype convolutional)
        {
            var output = new Caption("c", "k");
            yield return ("normal cell", "A node is the sum of its edges; the output concatenates the grey arrows.",
                DrawnCell.Of(convolutional.Normal, ImageInputs, output));
            yield return ("reduction cell", "As above, and edges that leave the two inputs have stride 2.", DrawnCell.Of(convolutional.Reduce, ImageInputs, output));
        }
        else if (genotype is RecurrentGenotype recurrent)
        {
            yield return ("recurrent cell", "Node 0 mixes the word and the state before; the output averages the grey arrows.",
                DrawnCell.Of(recurrent.Recurrent, [Caption.Number(0)], new Caption("h", "t")));
        }
    }
}
