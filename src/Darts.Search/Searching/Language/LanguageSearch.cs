using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>Searches for the cell of a language model (quark0/darts <c>rnn/train_search.py</c>).</summary>
public sealed class LanguageSearch : SearchLoop
{
    /// <summary>What the configuration of such a search calls its space.</summary>
    public const string SpaceName = "recurrent";

    private readonly TextCorpus _corpus;
    private readonly LanguageSearchSettings _settings;

    /// <summary>Prepares a search.</summary>
    /// <param name="corpus">The data, borrowed. Its test text is not read.</param>
    /// <param name="settings">How to search.</param>
    /// <param name="device">Where.</param>
    /// <param name="name">The name of the architecture and of its network's class; a C# identifier.</param>
    /// <exception cref="DartsException">A setting makes no sense, what would be found could not be compiled for this data, or the text is too short for the batches.</exception>
    public LanguageSearch(TextCorpus corpus, LanguageSearchSettings settings, Device device, string name)
        : base(new LanguageSubject(name, settings.Checked(), corpus.Name, corpus.Vocabulary.Count), settings.Epochs, device)
    {
        (_corpus, _settings) = (corpus, settings);
        WordColumns.Check(corpus.Train, settings.BatchSize, "training");
        WordColumns.Check(corpus.Validation, Math.Max(settings.BatchSize, settings.EvaluationBatchSize), "validation");
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, object> Parts =>
        new Dictionary<string, object> { ["space"] = SpaceName, ["settings"] = _settings, ["data"] = TextFingerprint.Of(_corpus) };

    /// <inheritdoc/>
    private protected override SearchCourse Begin(RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>
        new LanguageSearchCourse(_settings, _corpus, Device, run, progress, cancellation) { ReportsEveryStep = ReportsEveryStep };
}
