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
    /// <exception cref="DartsException">There is no such run.</exception>
    public static StartedRun Of(ParseResult parsed) =>
        parsed.GetValue(CommonOptions.Resume) is { } folder ? new(folder, RunFolder.ReadConfiguration(folder)) : new(null, null);
}
