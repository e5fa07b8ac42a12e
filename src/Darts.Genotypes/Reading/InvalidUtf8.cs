using System.Text;
using Darts.Genotypes.Json;

namespace Darts.Genotypes;

/// <summary>Finds the first bytes of a file that are not UTF-8.</summary>
internal static class InvalidUtf8
{
    /// <summary>The span of the character that stands in <paramref name="text"/> for the first invalid bytes.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Where its text starts, after a byte order mark.</param>
    /// <param name="text">The file decoded, U+FFFD for what is no character.</param>
    public static SourceSpan Span(byte[] bytes, int start, string text)
    {
        byte[] decoded = Encoding.UTF8.GetBytes(text);
        int at = 0;
        while (at < decoded.Length && start + at < bytes.Length && decoded[at] == bytes[start + at])
            at++;
        while (at > 0 && at < decoded.Length && (decoded[at] & 0xC0) == 0x80)
            at--;                                       // the replacement may share its first byte with what it replaces
        return new TextPositions(decoded).Span(at, Math.Min(decoded.Length, at + 3));
    }
}
