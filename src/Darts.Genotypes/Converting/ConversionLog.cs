namespace Darts.Genotypes.Converting;

/// <summary>Collects what a conversion has to say.</summary>
internal sealed class ConversionLog
{
    private readonly List<ConversionProblem> _problems = [];
    private readonly List<string> _losses = [];
    private readonly List<string> _obstacles = [];

    /// <summary>Whether the text cannot be read.</summary>
    public bool HasProblems => _problems.Count > 0;

    /// <summary>Whether the genotype cannot be written.</summary>
    public bool HasObstacles => _obstacles.Count > 0;

    /// <summary>In the order of the text.</summary>
    public EquatableArray<ConversionProblem> Problems => _problems.OrderBy(static problem => problem.Span.Start).ToEquatableArray();

    /// <summary>What did not come along.</summary>
    public EquatableArray<string> Losses => _losses.ToEquatableArray();

    /// <summary>Why it cannot be written.</summary>
    public EquatableArray<string> Obstacles => _obstacles.ToEquatableArray();

    public void Add(SourceSpan span, string message) => Add(new ConversionProblem(message, span));

    public void Add(GenotypeProblem problem) => Add(new ConversionProblem(problem.Message, problem.Span, problem.Id));

    public void Add(ConversionProblem problem)
    {
        if (_problems.Count < GenotypeLimits.Problems)
            _problems.Add(problem);
    }

    /// <summary>Names something that did not come along.</summary>
    public void Lose(string what)
    {
        if (_losses.Count < GenotypeLimits.Problems && !_losses.Contains(what))
            _losses.Add(what);
    }

    /// <summary>Names a reason why the genotype cannot be written.</summary>
    public void Refuse(string why)
    {
        if (_obstacles.Count < GenotypeLimits.Problems && !_obstacles.Contains(why))
            _obstacles.Add(why);
    }
}
