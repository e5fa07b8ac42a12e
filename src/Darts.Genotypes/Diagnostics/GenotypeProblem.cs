namespace Darts.Genotypes;

/// <summary>A fault of a genotype file.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Message">What was found and what is allowed.</param>
/// <param name="Span">Where.</param>
public sealed record GenotypeProblem(GenotypeRule Rule, string Message, SourceSpan Span)
{
    /// <summary>The rule's id.</summary>
    public string Id => Rule.Id;

    /// <summary>Position, id and message: <c>(3,22): DARTS011: …</c>; a file's path goes before it.</summary>
    public override string ToString() => $"{Span}: {Id}: {Message}";
}
