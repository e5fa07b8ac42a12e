namespace Darts.Genotypes;

/// <summary>The rule of every merge: what one side left alone is the other's to change.</summary>
/// <param name="conflicts">Where conflicts go.</param>
internal sealed class ThreeWay(List<MergeConflict> conflicts)
{
    /// <summary>Merges one value; null stands for its absence.</summary>
    /// <returns>The value twice, or both sides of a conflict.</returns>
    public (T? Ours, T? Theirs) Values<T>(string place, T? origin, T? ours, T? theirs, Func<T?, string> describe)
        where T : class
    {
        if (Equals(ours, theirs) || Equals(origin, theirs))
            return (ours, ours);
        if (Equals(origin, ours))
            return (theirs, theirs);
        conflicts.Add(new(place, describe(ours), describe(theirs)));
        return (ours, theirs);
    }

    /// <summary>Merges one text; null stands for its absence.</summary>
    public (string? Ours, string? Theirs) Texts(string place, string? origin, string? ours, string? theirs) =>
        Values(place, origin, ours, theirs, static text => text is null ? "nothing" : $"'{Json.Excerpt.Of(text)}'");
}
