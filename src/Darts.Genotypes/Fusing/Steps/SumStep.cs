namespace Darts.Genotypes;

/// <summary>A node: the sum of what its edges give.</summary>
/// <param name="Result">The value it computes.</param>
/// <param name="Terms">What is added, in the order of the genotype; at least one.</param>
/// <param name="InPlace">Whether terms after the second are added onto the sum of those before, and drop path is part of the addition.</param>
public sealed record SumStep(int Result, EquatableArray<Term> Terms, bool InPlace = false) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<int> Reads => Terms.Select(static term => term.Value);

    /// <inheritdoc/>
    public override IEnumerable<int> Results => [Result];

    /// <inheritdoc/>
    public override int LibraryCalls => Terms.Count - 1;

    /// <inheritdoc/>
    public override Step Reading(Func<int, int> rename) => this with { Terms = Terms.Select(term => term with { Value = rename(term.Value) }).ToEquatableArray() };
}

/// <summary>A summand of a node.</summary>
/// <param name="Value">The value.</param>
/// <param name="Edge">The edge that drop path may take out; null for an identity, which is never dropped, and for what several edges give together.</param>
public sealed record Term(int Value, int? Edge);
