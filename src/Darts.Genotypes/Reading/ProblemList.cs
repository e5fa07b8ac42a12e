namespace Darts.Genotypes;

/// <summary>Collects a file's problems.</summary>
internal sealed class ProblemList
{
    private readonly List<GenotypeProblem> _problems = [];

    public int Count => _problems.Count;

    public void Add(GenotypeRule rule, SourceSpan span, params object[] arguments) => Add(rule.At(span, arguments));

    public void Add(GenotypeProblem problem)
    {
        // A list that fills many screens helps nobody, and a hostile file must not fill the memory.
        if (_problems.Count < GenotypeLimits.Problems)
            _problems.Add(problem);
    }

    /// <summary>In the order of the text.</summary>
    public EquatableArray<GenotypeProblem> Sorted() =>
        _problems.OrderBy(static p => p.Span.Start).ThenBy(static p => p.Id, StringComparer.Ordinal).ToEquatableArray();
}
