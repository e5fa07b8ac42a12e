using System.Runtime.InteropServices;
using Darts.Genotypes.Drawing;
using Darts.Reports.Gif;

namespace Darts.Reports.Pixels;

/// <summary>Draws figures one after the other.</summary>
public static class FigureAnimation
{
    /// <summary>Hundredths of a second a frame, at least and at most; the whole aims at <see cref="Whole"/>.</summary>
    private const int Fastest = 15, Slowest = 100, Whole = 1500, AtTheEnd = 300;

    /// <summary>Writes an animated GIF, as large as the largest figure, that stops a while at the last one and repeats for ever.</summary>
    /// <param name="figures">At least one.</param>
    /// <param name="theme">Their colours; <see cref="Theme.Auto"/> is light.</param>
    /// <param name="scale">Pixels of the file for one of a figure.</param>
    /// <exception cref="Darts.Networks.DartsException">The picture would be too large.</exception>
    public static byte[] Gif(IReadOnlyList<Figure> figures, Theme theme, double scale)
    {
        var paper = (figures.Max(figure => figure.Width), figures.Max(figure => figure.Height));
        var (width, height) = FigureRaster.SizeOf(paper, scale);
        int delay = Math.Clamp(Whole / figures.Count, Fastest, Slowest);
        return GifWriter.Write(width, height, figures.Select((figure, i) => (PixelsOf(figure), i == figures.Count - 1 ? AtTheEnd : delay)));

        uint[] PixelsOf(Figure figure)
        {
            using var bitmap = FigureRaster.Bitmap(figure, theme, scale, paper);
            return MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()).ToArray();
        }
    }
}
