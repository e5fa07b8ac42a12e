using System.Globalization;
using System.Text;

namespace Darts.Genotypes.Drawing;

/// <summary>Writes SVG elements.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();
    private string _indent = "";

    /// <summary>A number of pixels, to a tenth, in every culture alike.</summary>
    public static string Number(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);    // + 0.0: never -0

    /// <summary><paramref name="text"/> as XML content or attribute; what XML cannot hold becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                < ' ' or '\uFFFE' or '\uFFFF' => escaped.Append('\uFFFD'),
                _ => escaped.Append(char.IsSurrogate(c) ? '\uFFFD' : c),
            };
        }
        return escaped.ToString();
    }

    /// <summary>A line as it is.</summary>
    public Svg Line(string xml)
    {
        _text.Append(_indent).Append(xml).Append('\n');
        return this;
    }

    public Svg Open(string tag)
    {
        Line($"<{tag}>");
        _indent += "  ";
        return this;
    }

    public Svg Close(string name)
    {
        _indent = _indent.Substring(2);
        return Line($"</{name}>");
    }

    public override string ToString() => _text.ToString();
}
