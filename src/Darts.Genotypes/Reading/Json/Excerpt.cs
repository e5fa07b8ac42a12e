using System.Globalization;
using System.Text;

namespace Darts.Genotypes.Json;

/// <summary>Text of a file made fit for a message: on one line, and short.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    /// <summary><paramref name="text"/> with control, direction and other invisible characters replaced, cut after 60 characters.</summary>
    public static string Of(string text)
    {
        var excerpt = new StringBuilder();
        foreach (char c in text)
        {
            if (excerpt.Length == MaxLength)
                return excerpt.Append('…').ToString();
            excerpt.Append(IsVisible(c) ? c : '\uFFFD');
        }
        return excerpt.ToString();
    }

    /// <summary>The whole of <paramref name="text"/> with the same characters replaced.</summary>
    public static string OneLine(string text) => new([.. text.Select(static c => IsVisible(c) ? c : '\uFFFD')]);

    private static bool IsVisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
