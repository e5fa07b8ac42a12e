namespace Darts.Genotypes;

/// <summary>max(0, x).</summary>
/// <param name="Result">The value it computes.</param>
/// <param name="Of">The value it reads.</param>
public sealed record ReluStep(int Result, int Of) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<int> Reads => [Of];

    /// <inheritdoc/>
    public override IEnumerable<int> Results => [Result];

    /// <inheritdoc/>
    public override int LibraryCalls => 1;

    /// <inheritdoc/>
    public override Step Reading(Func<int, int> rename) => this with { Of = rename(Of) };
}
