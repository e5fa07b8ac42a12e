using System.Text;
using System.Text.RegularExpressions;
using Darts.Genotypes.Json;

namespace Darts.Genotypes;

/// <summary>Finds network names in text that is not JSON (somebody is typing): the generator keeps their classes alive, so that one comma too many shows as
/// one error and not as hundreds of missing types.</summary>
internal static class NetworkNameScan
{
    /// <summary>Every part ends where the next can begin, so the time is linear in the text.</summary>
    private static readonly Regex Name = new("\"name\"\\s*:\\s*(\"[^\"\\\\\r\n]+\")", RegexOptions.CultureInvariant);

    /// <summary>Every valid name after the last <c>"networks"</c>.</summary>
    public static IEnumerable<NetworkName> Names(string text)
    {
        int networks = text.LastIndexOf("\"networks\"", StringComparison.Ordinal);
        if (networks < 0)
            yield break;
        var positions = new TextPositions(Encoding.UTF8.GetBytes(text));
        int characters = 0, bytes = 0;
        foreach (Match match in Name.Matches(text, networks))
        {
            Group token = match.Groups[1];
            string name = token.Value.Trim('"');
            if (!Identifiers.IsValid(name) || ReservedNames.Contains(name))
                continue;
            bytes += Encoding.UTF8.GetByteCount(text.Substring(characters, token.Index - characters));
            characters = token.Index;
            yield return new(name, positions.Span(bytes, bytes + Encoding.UTF8.GetByteCount(token.Value)));
        }
    }
}
