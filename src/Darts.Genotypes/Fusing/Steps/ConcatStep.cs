namespace Darts.Genotypes;

/// <summary>The cell's output: values side by side in the channels.</summary>
/// <param name="Result">The value it computes.</param>
/// <param name="Of">The nodes, ascending.</param>
public sealed record ConcatStep(int Result, EquatableArray<int> Of) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<int> Reads => Of;

    /// <inheritdoc/>
    public override IEnumerable<int> Results => [Result];

    /// <inheritdoc/>
    public override int LibraryCalls => 1;

    /// <inheritdoc/>
    public override Step Reading(Func<int, int> rename) => this with { Of = Of.Select(rename).ToEquatableArray() };
}
