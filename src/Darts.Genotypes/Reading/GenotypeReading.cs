namespace Darts.Genotypes;

/// <summary>What reading a genotype file gave.</summary>
/// <param name="Genotype">The genotype; null exactly if there are problems.</param>
/// <param name="Problems">Every fault, in the order of the text, at most <see cref="GenotypeLimits.Problems"/> of them.</param>
/// <param name="NetworkNames">Every valid name under <c>networks</c>, also of a broken file: the classes a user's code expects to exist.</param>
public sealed record GenotypeReading(Genotype? Genotype, EquatableArray<GenotypeProblem> Problems, EquatableArray<NetworkName> NetworkNames);

/// <summary>The name of a network, where it stands.</summary>
/// <param name="Name">A valid C# identifier.</param>
/// <param name="Span">Its token, quotes included.</param>
public sealed record NetworkName(string Name, SourceSpan Span)
{
    /// <summary>The first of each name.</summary>
    internal static EquatableArray<NetworkName> Distinct(IEnumerable<NetworkName> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.Where(name => seen.Add(name.Name)).ToEquatableArray();
    }
}
