using Darts.Genotypes;
using Darts.Networks;
using Darts.Search;
using Darts.Training;

namespace Darts.Reports.Runs;

/// <summary>What a run's folder says.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Search">The search; null where there is none.</param>
/// <param name="Training">The training; null where there is none.</param>
/// <param name="Epochs">The genotype and α after every epoch of the search.</param>
public sealed record RunRecord(string Name, RunPart? Search, RunPart? Training, IReadOnlyList<RecordedEpoch> Epochs)
{
    /// <summary>Where <c>darts run</c> keeps its search.</summary>
    private const string SearchFolder = "search";

    /// <summary>The architecture the search has come to; null where it has finished no epoch.</summary>
    public Genotype? Genotype => Epochs.Count > 0 ? Epochs[^1].Genotype : null;

    /// <summary>Whether a folder holds a run, or one that <c>darts run</c> has just begun.</summary>
    public static bool Exists(string folder) => RunFolder.Exists(folder) || RunFolder.Exists(Path.Combine(folder, SearchFolder));

    /// <summary>Reads the folder of a <c>darts run</c>, <c>darts search</c> or <c>darts train</c>, finished or not.</summary>
    /// <exception cref="DartsException">It holds no run or no finished epoch, or one of its files is damaged; the message names it.</exception>
    public static RunRecord Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DartsException($"There is no folder '{folder}'.");
        if (!Exists(folder))
            throw new DartsException($"'{folder}' is no run folder: it lacks config.json.");
        string inner = Path.Combine(folder, SearchFolder);
        var own = RunFolder.Exists(folder) ? RunFolder.Open(folder) : null;
        bool isSearch = own is not null && RunFolder.ReadConfiguration(folder).Kind == "search";
        var search = isSearch ? own : RunFolder.Exists(inner) ? RunFolder.Open(inner) : null;
        var training = isSearch ? null : own;
        var record = new RunRecord(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            search is null ? null : RunPart.Read(search),
            training is null ? null : RunPart.Read(training),
            search is null ? [] : RecordedEpoch.Read(search));
        return record.Search?.Metrics.Count > 0 || record.Training?.Metrics.Count > 0 || record.Epochs.Count > 0
            ? record
            : throw new DartsException($"'{folder}' has not finished an epoch yet; there is nothing to show.");
    }
}
