using Darts.Genotypes.Drawing;
using SkiaSharp;

namespace Darts.Reports.Pixels;

/// <summary>Draws figures as pixels. The same figure gives the same pixels on every machine.</summary>
public static class FigureRaster
{
    /// <summary>The largest picture, pixels of a side and altogether: more than this no viewer shows.</summary>
    private const int LargestSide = 32_000, LargestArea = 200_000_000;

    /// <summary>Writes a PNG file.</summary>
    /// <param name="figure">What to draw.</param>
    /// <param name="theme">Its colours; <see cref="Theme.Auto"/> is light.</param>
    /// <param name="scale">Pixels of the file for one of the figure.</param>
    /// <exception cref="Darts.Networks.DartsException">The picture would be too large.</exception>
    public static byte[] Png(Figure figure, Theme theme, double scale)
    {
        using var bitmap = Bitmap(figure, theme, scale, (figure.Width, figure.Height));
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Draws a figure onto paper of a given size.</summary>
    internal static SKBitmap Bitmap(Figure figure, Theme theme, double scale, (double Width, double Height) paper)
    {
        var (width, height) = SizeOf(paper, scale);
        bool dark = theme == Theme.Dark;
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColor.Parse(Palette.Paper(dark)));
        canvas.Scale((float)scale);
        foreach (var group in figure.Groups)
            Draw(canvas, group, dark);
        return bitmap;
    }

    /// <summary>The pixels of a piece of paper.</summary>
    /// <exception cref="Darts.Networks.DartsException">They are too many.</exception>
    internal static (int Width, int Height) SizeOf((double Width, double Height) paper, double scale)
    {
        double width = Math.Ceiling(paper.Width * scale), height = Math.Ceiling(paper.Height * scale);
        return width <= LargestSide && height <= LargestSide && width * height <= LargestArea
            ? ((int)width, (int)height)
            : throw new Networks.DartsException(FormattableString.Invariant($"The picture would have {width} × {height} pixels; choose a smaller --scale, or SVG, which has none."));
    }

    private static void Draw(SKCanvas canvas, FigureGroup group, bool dark)
    {
        var colours = Palette.Of(group.Ink, group.Mark, dark);
        using var pen = new SKPaint { IsAntialias = true, IsStroke = true, StrokeWidth = (float)Palette.LineWidth(group.Mark), Color = SKColor.Parse(colours.Line) };
        using var brush = new SKPaint { IsAntialias = true, Color = SKColor.Parse(colours.Fill) };
        using var head = new SKPaint { IsAntialias = true, Color = pen.Color };
        foreach (var shape in group.Shapes)
        {
            switch (shape)
            {
                case Box box:
                    var rectangle = SKRect.Create((float)box.Left, (float)box.Top, (float)box.Width, (float)box.Height);
                    canvas.DrawRoundRect(rectangle, (float)box.Radius, (float)box.Radius, brush);
                    canvas.DrawRoundRect(rectangle, (float)box.Radius, (float)box.Radius, pen);
                    break;
                case Curve curve:
                    using (var path = PathOf(curve))
                    using (var dashes = DashesOf(group))
                    {
                        pen.PathEffect = dashes;
                        canvas.DrawPath(path, pen);
                        pen.PathEffect = null;
                    }
                    break;
                case Polygon polygon:
                    using (var path = new SKPath())
                    {
                        path.AddPoly([.. polygon.Corners.Select(PointOf)]);
                        canvas.DrawPath(path, head);
                    }
                    break;
                case Label label:
                    Lettering.Draw(canvas, label, SKColor.Parse(colours.Text));
                    break;
                default:
                    throw new NotSupportedException(shape.GetType().Name);
            }
        }
    }

    private static SKPath PathOf(Curve curve)
    {
        var path = new SKPath();
        path.MoveTo(PointOf(curve.Start));
        foreach (var step in curve.Steps)
            path.CubicTo(PointOf(step.Control1), PointOf(step.Control2), PointOf(step.End));
        return path;
    }

    private static SKPathEffect? DashesOf(FigureGroup group) =>
        Palette.Dashes(group.Ink, group.Mark) is { Count: > 0 } dashes ? SKPathEffect.CreateDash([.. dashes.Select(dash => (float)dash)], 0) : null;

    private static SKPoint PointOf(Point point) => new((float)point.X, (float)point.Y);
}
