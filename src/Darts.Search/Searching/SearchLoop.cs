using System.Diagnostics;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>
/// Searches for an architecture (DARTS algorithm 1; quark0/darts <c>cnn/train_search.py</c>): for every training batch one step of α on a validation batch, then one of ω;
/// after every epoch a genotype, metrics and a checkpoint. A run that is stopped and resumed takes the same steps as one that is not.
/// </summary>
public sealed class SearchLoop
{
    private readonly ImageData _data;
    private readonly SearchSettings _settings;
    private readonly Device _device;
    private readonly SearchSubject _subject;

    /// <summary>Prepares a search.</summary>
    /// <param name="data">The data, borrowed. Its test images are not looked at.</param>
    /// <param name="settings">How to search.</param>
    /// <param name="device">Where.</param>
    /// <param name="name">The name of the architecture and of its network's class; a C# identifier.</param>
    /// <exception cref="DartsException">A setting makes no sense, or what would be found could not be compiled for this data.</exception>
    public SearchLoop(ImageData data, SearchSettings settings, Device device, string name)
    {
        settings.Check();
        (_data, _settings, _device, _subject) = (data, settings, device, new SearchSubject(name, settings, data));
        _subject.Check();
    }

    /// <summary>Tells of every step, not of a few a second: how a test stops at an exact one.</summary>
    internal bool ReportsEveryStep { get; init; }

    /// <summary>What the outcome depends on, for <see cref="RunFolder"/>.</summary>
    /// <param name="command">What the command line wants to find again when the run is resumed.</param>
    public RunConfiguration Configuration(IReadOnlyDictionary<string, string>? command = null) => RunConfiguration.Of(
        "search",
        new Dictionary<string, object>
        {
            ["name"] = _subject.Name,
            ["settings"] = _settings,
            ["data"] = DataFingerprint.Of(_data),
        },
        command);

    /// <summary>Searches to the end, from the run's checkpoint if it has one.</summary>
    /// <param name="run">Where checkpoints, metrics and genotypes go.</param>
    /// <param name="progress">Told a few times a second, of the steps of ω; null for silence.</param>
    /// <param name="cancellation">Stops after the current step; a checkpoint is written first.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the run can be resumed.</exception>
    /// <exception cref="DartsException">The loss is no longer finite, or a file cannot be written; the last good checkpoint stays.</exception>
    public SearchResult Run(RunFolder run, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var state = new SearchState(_settings, _data, _device);
        using var split = new SearchSplit(_data, _settings);
        var position = state.Restore(run);
        var clock = Stopwatch.StartNew();
        double Seconds() => position.Seconds + clock.Elapsed.TotalSeconds;

        var log = new MetricsLog(run, position.Epoch);
        var record = new EpochRecord(run, _subject);
        var searchEpoch = new SearchEpoch(_settings, _data, _device, split, state, run) { ReportsEveryStep = ReportsEveryStep };
        for (int epoch = position.Epoch; epoch < _settings.Epochs; epoch++)
        {
            int step = epoch == position.Epoch ? position.Step : 0;
            try
            {
                var metrics = searchEpoch.Run(epoch, ref step, progress, cancellation);
                record.Write(epoch, state.Architecture);
                log.Append(epoch, [.. metrics, ("seconds", Seconds())]);
            }
            catch (OperationCanceledException)
            {
                state.Save(run, new CheckpointPosition(epoch, step, Seconds()));
                throw;
            }

            state.Training.Reset();
            state.Validation.Reset();
            state.Save(run, new CheckpointPosition(epoch + 1, 0, Seconds()));
        }

        // Written once more: the run may have been resumed only to find that it was over.
        var (genotype, file) = record.Write(_settings.Epochs - 1, state.Architecture);
        return new SearchResult(genotype, file, Seconds());
    }
}
