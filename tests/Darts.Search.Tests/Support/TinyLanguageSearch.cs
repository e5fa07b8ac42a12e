using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Support;

/// <summary>A search of a few steps on random words, in a folder of its own.</summary>
public sealed class TinyLanguageSearch : SearchRuns<LanguageSearchSettings>
{
    /// <summary>A text of 17 words a column: some five passages an epoch; validation goes round in one of 7.</summary>
    public static readonly LanguageSearchSettings Settings = new()
    {
        Seed = 4,
        Width = 6,
        Epochs = 2,
        BatchSize = 3,
        EvaluationBatchSize = 2,
        Length = 4,
        LearningRate = 2,
        ArchitectureLearningRate = 0.1,
        NetworkWidth = 8,
        Dropouts = Dropouts.PennTreebank,
    };

    public TinyLanguageSearch()
    {
        using var generator = new Generator(1, CPU);
        Text = new("random", 11, Words(51), Words(22), Fingerprint: "of no other");
        Whole = Search(Run, Settings);

        Tensor Words(int count) => randint(0, 11, [count], dtype: int64, generator: generator).DetachFromDisposeScope();
    }

    public SearchText Text { get; }

    /// <summary>The name of the run that was not stopped.</summary>
    public const string Run = "whole";

    /// <summary>What it came to.</summary>
    public SearchResult Whole { get; }

    public override LanguageSearch Loop(LanguageSearchSettings settings) => new(Text, settings, CPU, "Tiny") { ReportsEveryStep = true };

    protected override void Free()
    {
        Text.Train.Dispose();
        Text.Validation.Dispose();
    }
}
