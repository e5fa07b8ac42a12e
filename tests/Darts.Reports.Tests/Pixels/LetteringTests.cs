using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Reports.Pixels;

namespace Darts.Reports.Tests;

public sealed class LetteringTests
{
    [Fact]
    public void Every_character_of_ascii_that_a_name_can_have_has_strokes() =>
        Assert.DoesNotContain(Enumerable.Range('0', 'z' - '0' + 1).Select(c => (char)c), c => (char.IsAsciiLetterOrDigit(c) || c == '_') && !Glyphs.Strokes.ContainsKey(c));

    [Fact]
    public void Every_text_of_every_figure_has_strokes()
    {
        Genotype[] genotypes = [Samples.Published("darts-v2"), Samples.Published("amoebanet"), Samples.Recurrent];
        var figures = genotypes.Select(GenotypeFigure.Draw).Concat(genotypes.SelectMany(genotype => genotype.Networks.Select(network => NetworkFigure.Draw(NetworkStack.Of(genotype, network)))));
        string missing = string.Concat(figures.SelectMany(figure => figure.Groups).SelectMany(group => group.Shapes).OfType<Label>()
            .SelectMany(label => label.Text + label.Subscript).Distinct().Where(letter => !Glyphs.Strokes.ContainsKey(letter)));
        Assert.Equal("", missing);
    }

    [Fact]
    public void Letters_are_no_wider_than_the_layout_allows()
    {
        string[] texts = [.. Operations.Convolutional.Concat(Operations.Recurrent).Select(operation => operation.Name), "DartsV2: normal cell", "WMWMWMWM 1,234"];
        foreach (var style in TextStyle.All)
            Assert.All(texts, text => Assert.True(Lettering.WidthOf(text, style) <= style.WidthOf(text) + 0.01, $"{style.Name}: {text}"));
    }
}
