using Darts.Genotypes.Drawing;
using Darts.Networks;
using Darts.Reports.Pixels;
using SkiaSharp;

namespace Darts.Reports.Tests;

public sealed class FigureRasterTests
{
    private static readonly Figure Cells = GenotypeFigure.Draw(Samples.Published("darts-v2"));

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    public void A_png_has_the_figures_size_times_the_scale(double scale)
    {
        using var bitmap = SKBitmap.Decode(FigureRaster.Png(Cells, Theme.Light, scale));
        Assert.Equal((Math.Ceiling(Cells.Width * scale), Math.Ceiling(Cells.Height * scale)), (bitmap.Width, bitmap.Height));
    }

    [Fact]
    public void The_same_figure_gives_the_same_bytes() =>
        Assert.Equal(FigureRaster.Png(Cells, Theme.Dark, 1), FigureRaster.Png(GenotypeFigure.Draw(Samples.Published("darts-v2")), Theme.Dark, 1));

    [Theory]
    [InlineData(Theme.Auto, "#ffffff")]
    [InlineData(Theme.Light, "#ffffff")]
    [InlineData(Theme.Dark, "#0d1117")]
    public void The_paper_has_the_themes_colour(Theme theme, string colour)
    {
        using var bitmap = SKBitmap.Decode(FigureRaster.Png(Cells, theme, 1));
        Assert.Equal(SKColor.Parse(colour), bitmap.GetPixel(2, 2));
    }

    [Fact]
    public void Every_shape_is_drawn_where_the_figure_has_it()
    {
        using var bitmap = SKBitmap.Decode(FigureRaster.Png(Cells, Theme.Light, 2));
        foreach (var group in Cells.Groups)
        {
            var colours = Palette.Of(group.Ink, group.Mark, dark: false);
            foreach (var shape in group.Shapes)
            {
                switch (shape)
                {
                    case Box box:
                        Assert.Equal(SKColor.Parse(colours.Fill), bitmap.GetPixel((int)(2 * (box.Left + 5)), (int)(2 * (box.Top + (box.Height / 2) + 4))));
                        break;
                    case Polygon head:
                        Assert.Equal(SKColor.Parse(colours.Line), bitmap.GetPixel((int)(2 * head.Corners.Average(corner => corner.X)), (int)(2 * head.Corners.Average(corner => corner.Y))));
                        break;
                    case Label label:
                        double width = label.Style.WidthOf(label.Text), left = label.At.X - (label.Style.IsCentred ? width / 2 : 0);
                        Assert.True(CountOf(SKColor.Parse(colours.Text), left, label.At.Y - label.Style.Size, width, label.Style.Size) > 10, label.Text);
                        break;
                }
            }
        }

        int CountOf(SKColor colour, double left, double top, double width, double height) =>
            Enumerable.Range((int)(2 * left), (int)(2 * width)).Sum(x => Enumerable.Range((int)(2 * top), (int)(2 * height)).Count(y => Near(bitmap.GetPixel(x, y), colour)));

        static bool Near(SKColor a, SKColor b) => Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue) < 60;
    }

    [Fact]
    public void A_picture_that_is_too_large_is_refused()
    {
        var refused = Assert.Throws<DartsException>(() => FigureRaster.Png(Cells with { Width = 5000, Height = 5000 }, Theme.Light, 8));
        Assert.Equal("The picture would have 40000 × 40000 pixels; choose a smaller --scale, or SVG, which has none.", refused.Message);
    }
}
