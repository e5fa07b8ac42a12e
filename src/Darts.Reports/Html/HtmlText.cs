using System.Globalization;
using System.Net;
using System.Text;

namespace Darts.Reports.Html;

/// <summary>Writes HTML elements. Whatever comes from a file goes through <see cref="Escape"/>.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>A text as HTML content or attribute.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A number, in every culture alike.</summary>
    public static string Number(double value, string format = "0.##") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>HTML as it is.</summary>
    public HtmlText Raw(string html)
    {
        _text.Append(html).Append('\n');
        return this;
    }

    /// <summary>An element around escaped text.</summary>
    /// <param name="tag">The element and its attributes.</param>
    /// <param name="text">Any text.</param>
    public HtmlText Element(string tag, string text) => Raw($"<{tag}>{Escape(text)}</{tag.Split(' ')[0]}>");

    /// <summary>An element around others.</summary>
    /// <param name="tag">The element and its attributes.</param>
    /// <param name="content">Writes them.</param>
    public HtmlText Around(string tag, Action<HtmlText> content)
    {
        Raw($"<{tag}>");
        content(this);
        return Raw($"</{tag.Split(' ')[0]}>");
    }

    public override string ToString() => _text.ToString();
}
