namespace Darts.Genotypes;

/// <summary>A number before and after.</summary>
/// <param name="Before">The number before; null where there is none.</param>
/// <param name="After">The number after; null where there is none.</param>
public readonly record struct Measure(long? Before, long? After)
{
    /// <summary>After − before; null unless there are both.</summary>
    public long? Change => After - Before;

    /// <summary>The change in percent of the number before; null where that is 0 or one of the two is missing.</summary>
    public double? Percent => Before is { } before and not 0 && Change is { } change ? 100.0 * change / before : null;
}
