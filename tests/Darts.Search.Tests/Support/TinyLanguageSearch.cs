using Darts.Networks;
using Darts.Training;
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
        var random = new Random(1);
        Corpus = Load("random", Words(51), Words(22));
        Whole = Search(Run, Settings);

        // Eleven words with the ends of lines.
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count - 1).Select(_ => "abcdefghij"[random.Next(10)]));
    }

    public TextCorpus Corpus { get; }

    /// <summary>The name of the run that was not stopped.</summary>
    public const string Run = "whole";

    /// <summary>What it came to.</summary>
    public SearchResult Whole { get; }

    public override LanguageSearch Loop(LanguageSearchSettings settings) => new(Corpus, settings, CPU, "Tiny") { ReportsEveryStep = true };

    /// <summary>A corpus of these texts.</summary>
    public TextCorpus Load(string name, string train, string validation)
    {
        string folder = Folder("texts of " + name), named = Path.Combine(folder, name);
        Directory.CreateDirectory(named);
        foreach (var (file, text) in new[] { ("train.txt", train), ("valid.txt", validation), ("test.txt", "a") })
            File.WriteAllText(Path.Combine(named, file), text + "\n");
        return TextCorpus.Load(named);
    }

    protected override void Free() => Corpus.Dispose();
}
