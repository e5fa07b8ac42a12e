using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>Searches for the cell of a language model (quark0/darts <c>rnn/train_search.py</c>).</summary>
public sealed class LanguageSearch : SearchLoop
{
    private readonly SearchText _text;
    private readonly LanguageSearchSettings _settings;

    /// <summary>Prepares a search.</summary>
    /// <param name="text">The data.</param>
    /// <param name="settings">How to search.</param>
    /// <param name="device">Where.</param>
    /// <param name="name">The name of the architecture and of its network's class; a C# identifier.</param>
    /// <exception cref="DartsException">A setting makes no sense, or what would be found could not be compiled for this data.</exception>
    public LanguageSearch(SearchText text, LanguageSearchSettings settings, Device device, string name)
        : base(new LanguageSubject(name, settings.Checked(), text.Name, text.Vocabulary), settings.Epochs, device) => (_text, _settings) = (text, settings);

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, object> Parts =>
        new Dictionary<string, object> { ["space"] = "recurrent", ["settings"] = _settings, ["data"] = _text.Fingerprint };

    /// <inheritdoc/>
    private protected override SearchCourse Begin(RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>
        new LanguageSearchCourse(_settings, _text, Device, run, progress, cancellation) { ReportsEveryStep = ReportsEveryStep };
}
