using System.Globalization;
using System.Text;

namespace Darts.Genotypes;

/// <summary>Writes JSON texts: as readable as they can be, so only what JSON forbids is escaped.</summary>
internal static class JsonString
{
    /// <summary><paramref name="text"/> in double quotes.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                // The line ends that JSON allows in a text but editors break at.
                < ' ' or '\u0085' or '\u2028' or '\u2029' => json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }
        return json.Append('"').ToString();
    }
}
