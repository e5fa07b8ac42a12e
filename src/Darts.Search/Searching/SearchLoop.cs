using System.Diagnostics;
using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>
/// Searches for an architecture (DARTS algorithm 1): for every training batch one step of α on a validation batch, then one of ω; after every epoch a genotype, metrics and a checkpoint. A run that is
/// stopped and resumed takes the same steps as one that is not.
/// </summary>
public abstract class SearchLoop
{
    private readonly SearchSubject _subject;
    private readonly int _epochs;

    /// <summary>Prepares a search.</summary>
    /// <param name="subject">What is searched for.</param>
    /// <param name="epochs">Passes over the training data.</param>
    /// <param name="device">Where.</param>
    /// <exception cref="DartsException">What would be found could not be compiled.</exception>
    private protected SearchLoop(SearchSubject subject, int epochs, Device device)
    {
        (_subject, _epochs, Device) = (subject, epochs, device);
        subject.Check(epochs);
    }

    /// <summary>Tells of every step, not of a few a second: how a test stops at an exact one.</summary>
    internal bool ReportsEveryStep { get; init; }

    /// <summary>Where the search runs.</summary>
    protected Device Device { get; }

    /// <summary>All that the outcome depends on but the name, by names for the run's configuration.</summary>
    protected abstract IReadOnlyDictionary<string, object> Parts { get; }

    /// <summary>What the outcome depends on, for <see cref="RunFolder"/>.</summary>
    /// <param name="command">What the command line wants to find again when the run is resumed.</param>
    public RunConfiguration Configuration(IReadOnlyDictionary<string, string>? command = null) =>
        RunConfiguration.Of("search", new Dictionary<string, object>(Parts.Prepend(new("name", _subject.Name))), command);

    /// <summary>Searches to the end, from the run's checkpoint if it has one.</summary>
    /// <param name="run">Where checkpoints, metrics and genotypes go.</param>
    /// <param name="progress">Told a few times a second, of the steps of ω; null for silence.</param>
    /// <param name="cancellation">Stops after the current step; a checkpoint is written first.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the run can be resumed.</exception>
    /// <exception cref="DartsException">The loss is no longer finite, or a file cannot be written; the last good checkpoint stays.</exception>
    public SearchResult Run(RunFolder run, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var course = Begin(run, progress, cancellation);
        var position = course.State.Restore(run);
        var clock = Stopwatch.StartNew();
        double Seconds() => position.Seconds + clock.Elapsed.TotalSeconds;

        var log = new MetricsLog(run, position.Epoch);
        var record = new EpochRecord(run, _subject);
        for (int epoch = position.Epoch; epoch < _epochs; epoch++)
        {
            int step = epoch == position.Epoch ? position.Step : 0;
            try
            {
                var metrics = course.RunEpoch(epoch, ref step);
                record.Write(epoch, course.State.Architecture);
                log.Append(epoch, [.. metrics, ("seconds", Seconds())]);
            }
            catch (OperationCanceledException)
            {
                course.State.Save(run, new CheckpointPosition(epoch, step, Seconds()));
                throw;
            }

            course.State.EndEpoch();
            course.State.Save(run, new CheckpointPosition(epoch + 1, 0, Seconds()));
        }

        // Written once more: the run may have been resumed only to find that it was over.
        var (genotype, file) = record.Write(_epochs - 1, course.State.Architecture);
        return new SearchResult(genotype, file, Seconds());
    }

    /// <summary>Starts from the beginning.</summary>
    private protected abstract SearchCourse Begin(RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation);
}
