using System.Collections.Concurrent;
using Darts.Genotypes.Drawing;
using SkiaSharp;

namespace Darts.Reports.Pixels;

/// <summary>Draws the texts of figures with the pen strokes of <see cref="Glyphs"/>.</summary>
internal static class Lettering
{
    private const float UnitsAnEm = 10;
    /// <summary>What a letter takes along the line in monospaced styles, and the room around one in the others; both in units.</summary>
    private const float Advance = 6.05f, Bearing = 0.7f, Space = 2.6f;

    private static readonly ConcurrentDictionary<char, Glyph> Letters = new();

    /// <summary>The width of a text without its subscript, pixels; never more than <see cref="TextStyle.WidthOf"/> allows.</summary>
    public static float WidthOf(string text, TextStyle style) => text.Sum(letter => AdvanceOf(letter, style)) * (float)style.Size / UnitsAnEm;

    /// <summary>Draws a label.</summary>
    public static void Draw(SKCanvas canvas, Label label, SKColor colour)
    {
        TextStyle subscript = label.Style with { Size = label.Style.SubscriptSize };
        float width = WidthOf(label.Text, label.Style) + WidthOf(label.Subscript, subscript);
        float x = (float)label.At.X - (label.Style.IsCentred ? width / 2 : 0), y = (float)label.At.Y;
        x = Write(canvas, label.Text, label.Style, x, y, colour);
        Write(canvas, label.Subscript, subscript, x, y + (float)label.Style.SubscriptDrop, colour);
    }

    private static float Write(SKCanvas canvas, string text, TextStyle style, float x, float y, SKColor colour)
    {
        float unit = (float)style.Size / UnitsAnEm;
        using var pen = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeWidth = style.IsBold ? 1.35f : 0.88f,
            Color = colour,
        };
        foreach (char letter in text)
        {
            var glyph = GlyphOf(letter);
            float advance = AdvanceOf(letter, style);
            canvas.Save();
            canvas.Translate(x, y);
            canvas.Scale(unit);
            canvas.Translate(((advance - glyph.Width) / 2) - glyph.Left, 0);
            canvas.DrawPath(glyph.Path, pen);
            canvas.Restore();
            x += advance * unit;
        }
        return x;
    }

    private static float AdvanceOf(char letter, TextStyle style) =>
        style.IsMonospaced ? Advance : letter is ' ' or '\u00A0' ? Space : GlyphOf(letter).Width + (2 * Bearing) + (style.IsBold ? 0.5f : 0);

    private static Glyph GlyphOf(char letter) => Letters.GetOrAdd(letter, static letter =>
    {
        var path = SKPath.ParseSvgPathData(Glyphs.Strokes.GetValueOrDefault(letter, Glyphs.Unknown));
        var bounds = path.TightBounds;
        return new(path, bounds.Left, bounds.Width);
    });

    private sealed record Glyph(SKPath Path, float Left, float Width);
}
