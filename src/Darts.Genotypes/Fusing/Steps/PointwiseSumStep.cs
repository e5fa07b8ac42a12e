namespace Darts.Genotypes;

/// <summary>The last pointwise convolutions of several edges into one node and their sum, in inference: one pointwise convolution over all their channels.</summary>
/// <param name="Result">The value it computes.</param>
/// <param name="Inputs">The edges, each with what its pointwise convolution reads; at least one.</param>
public sealed record PointwiseSumStep(int Result, EquatableArray<Branch> Inputs) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<int> Reads => Inputs.Select(static input => input.Value);

    /// <inheritdoc/>
    public override IEnumerable<int> Results => [Result];

    /// <summary>One to convolve, and one to concatenate if there is anything to.</summary>
    public override int LibraryCalls => Inputs.Count > 1 ? 2 : 1;

    /// <inheritdoc/>
    public override Step Reading(Func<int, int> rename) =>
        this with { Inputs = Inputs.Select(input => input with { Value = rename(input.Value) }).ToEquatableArray() };
}
