namespace Darts.Search.Tests.Support;

/// <summary>The tiny search, run once without a stop for all tests that compare with it.</summary>
public sealed class WholeSearch : TinySearch
{
    /// <summary>The run's name.</summary>
    public const string Run = "whole";

    public WholeSearch() => Whole = Search(Run, Settings);

    /// <summary>What it came to.</summary>
    public SearchResult Whole { get; }
}
