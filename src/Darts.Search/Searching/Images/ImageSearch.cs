using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>Searches for the cells of an image classifier (quark0/darts <c>cnn/train_search.py</c>).</summary>
public sealed class ImageSearch : SearchLoop
{
    private readonly ImageData _data;
    private readonly SearchSettings _settings;

    /// <summary>Prepares a search.</summary>
    /// <param name="data">The data, borrowed. Its test images are not looked at.</param>
    /// <param name="settings">How to search.</param>
    /// <param name="device">Where.</param>
    /// <param name="name">The name of the architecture and of its network's class; a C# identifier.</param>
    /// <exception cref="DartsException">A setting makes no sense, or what would be found could not be compiled for this data.</exception>
    public ImageSearch(ImageData data, SearchSettings settings, Device device, string name)
        : base(new ImageSubject(name, settings.Checked(), data), settings.Epochs, device) => (_data, _settings) = (data, settings);

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, object> Parts => new Dictionary<string, object> { ["settings"] = _settings, ["data"] = DataFingerprint.Of(_data) };

    /// <inheritdoc/>
    private protected override SearchCourse Begin(RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>
        new ImageSearchCourse(_settings, _data, Device, run, progress, cancellation) { ReportsEveryStep = ReportsEveryStep };
}
