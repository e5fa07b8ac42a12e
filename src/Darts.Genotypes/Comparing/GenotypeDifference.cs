namespace Darts.Genotypes;

/// <summary>What differs between two genotypes, and what follows from it. The order of edges within a node, the order of networks, provenance, <c>$schema</c> and
/// layout are no differences.</summary>
/// <param name="Before">The genotype before; null if the file is new.</param>
/// <param name="After">The genotype after; null if the file is gone.</param>
/// <param name="Cells">Every cell of either side, those that stayed included.</param>
/// <param name="Networks">Every network of either side, those that stayed included.</param>
public sealed record GenotypeDifference(Genotype? Before, Genotype? After, EquatableArray<CellDifference> Cells, EquatableArray<NetworkDifference> Networks)
{
    /// <summary>Whether there is no difference.</summary>
    public bool IsEmpty => Before is not null && After is not null && !NameChanged
        && Cells.All(static cell => cell.Change == ChangeKind.Same) && Networks.All(static network => network.Change == ChangeKind.Same);

    /// <summary>Whether the architecture has another name.</summary>
    public bool NameChanged => Before?.Name != After?.Name;

    /// <summary>Whether one is convolutional and the other recurrent.</summary>
    public bool KindChanged => Before is not null && After is not null && Before.GetType() != After.GetType();

    /// <summary>Compares two valid genotypes (what <see cref="GenotypeReader"/> lets through).</summary>
    /// <param name="before">The genotype before; null if there was none.</param>
    /// <param name="after">The genotype after; null if there is none.</param>
    /// <exception cref="ArgumentException">Both are null.</exception>
    public static GenotypeDifference Of(Genotype? before, Genotype? after)
    {
        if (before is null && after is null)
            throw new ArgumentException("There is nothing to compare.", nameof(after));
        var cells = GenotypeCells.Of(before).Select(static cell => cell.Title).Union(GenotypeCells.Of(after).Select(static cell => cell.Title))
            .Select(title => CellDifference.Of(title, GenotypeCells.Find(before, title), GenotypeCells.Find(after, title)));
        var networks = NetworkPairing.Pair(before?.Networks ?? [], after?.Networks ?? [])
            .Select(pair => new NetworkDifference(pair.Before, pair.After, Counts(before, pair.Before), Counts(after, pair.After)));
        return new(before, after, cells.ToEquatableArray(), networks.ToEquatableArray());
    }

    private static NetworkCounts? Counts(Genotype? genotype, NetworkSpec? network) => genotype is null || network is null ? null : NetworkCounts.Of(genotype, network);
}
