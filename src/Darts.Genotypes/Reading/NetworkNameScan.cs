using System.Text.RegularExpressions;

namespace Darts.Genotypes;

/// <summary>Finds network names in text that is not JSON (somebody is typing): the generator keeps their classes alive, so that one comma too many shows as
/// one error and not as hundreds of missing types.</summary>
internal static class NetworkNameScan
{
    private static readonly Regex Name = new("\"name\"\\s*:\\s*\"([^\"\\\\\r\n]+)\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Every valid name after the last <c>"networks"</c>, each once.</summary>
    public static IEnumerable<string> Names(string text)
    {
        int networks = text.LastIndexOf("\"networks\"", StringComparison.Ordinal);
        return networks < 0
            ? []
            : Name.Matches(text.Substring(networks)).Cast<Match>()
                .Select(static match => match.Groups[1].Value)
                .Where(Identifiers.IsValid)
                .Distinct(StringComparer.Ordinal);
    }
}
