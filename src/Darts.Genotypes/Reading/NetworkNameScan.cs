using System.Text.RegularExpressions;

namespace Darts.Genotypes;

/// <summary>Finds network names in text that is not JSON (somebody is typing): the generator keeps their classes alive, so that one comma too many shows as
/// one error and not as hundreds of missing types.</summary>
internal static class NetworkNameScan
{
    private static readonly Regex Name = new("\"name\"\\s*:\\s*\"([^\"\\\\\r\n]+)\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Every valid name after the last <c>"networks"</c>.</summary>
    public static IEnumerable<NetworkName> Names(string text)
    {
        int networks = text.LastIndexOf("\"networks\"", StringComparison.Ordinal);
        return networks < 0
            ? []
            : Name.Matches(text, networks).Cast<Match>()
                .Select(static match => match.Groups[1])
                .Where(static name => Identifiers.IsValid(name.Value))
                .Select(name => new NetworkName(name.Value, Token(text, name)));
    }

    /// <summary>The name with its quotes.</summary>
    private static SourceSpan Token(string text, Group name)
    {
        int start = name.Index - 1, length = name.Length + 2;
        int line = text.Take(start).Count(static c => c == '\n');
        int column = start - (text.LastIndexOf('\n', start) + 1);
        return new(start, length, line, column, line, column + length);
    }
}
