using System.CommandLine;
using Darts.Cli.Options;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Running;

/// <summary>The run that <c>--resume</c> names, or none.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Configuration">What it was started with.</param>
internal sealed record StartedRun(string? Folder, RunConfiguration? Configuration)
{
    /// <summary>What its command line wanted to find again; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Remembered => Configuration?.Command ?? new Dictionary<string, string>();

    /// <summary>Reads the option.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">What kind of run the command continues.</param>
    /// <exception cref="DartsException">There is no such run, or it is of another kind.</exception>
    public static StartedRun Of(ParseResult parsed, string kind)
    {
        if (parsed.GetValue(CommonOptions.Resume) is not { } folder)
            return new(null, null);
        if (!RunFolder.Exists(folder) && RunPlan.Exists(folder))
            throw new DartsException($"'{folder}' was started by 'darts run' and is continued by it: darts run --resume {folder}");
        var configuration = RunFolder.ReadConfiguration(folder);
        return configuration.Kind == kind ? new(folder, configuration) : throw new DartsException($"'{folder}' is no {kind} run: it was started by 'darts {configuration.Kind}'.");
    }
}
