using System.Text;

namespace Darts.Genotypes.Json;

/// <summary>Text of a file made fit for a message: on one line, and short.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    /// <summary><paramref name="text"/> with control characters replaced, cut after 60 characters.</summary>
    public static string Of(string text)
    {
        var excerpt = new StringBuilder();
        foreach (char c in text)
        {
            if (excerpt.Length == MaxLength)
                return excerpt.Append('…').ToString();
            excerpt.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '\uFFFD' : c);
        }
        return excerpt.ToString();
    }
}
