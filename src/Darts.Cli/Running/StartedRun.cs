using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Running.Spaces;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Running;

/// <summary>The run that <c>--resume</c> names, or none.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Configuration">What it was started with.</param>
internal sealed record StartedRun(string? Folder, RunConfiguration? Configuration)
{
    private const string SpaceKey = "space";

    /// <summary>What its command line wanted to find again; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Remembered => Configuration?.Command ?? new Dictionary<string, string>();

    /// <summary>The space that a search is over; null where no run is continued.</summary>
    public string? Space => Configuration switch
    {
        null => null,
        var started when started.ToJson().ContainsKey(SpaceKey) => started.Part<string>(SpaceKey),
        _ => ConvolutionalSpace.SpaceName,
    };

    /// <summary>The settings to start from: those of the run, or of a preset where one is named or no run is continued.</summary>
    /// <param name="preset">Its name, if one is given.</param>
    /// <param name="named">Finds it.</param>
    /// <param name="otherwise">The preset's name where none is given.</param>
    public TSettings Settings<TSettings>(string? preset, Func<string, TSettings> named, string otherwise) =>
        Configuration is { } started && preset is null ? started.Part<TSettings>("settings") : named(preset ?? otherwise);

    /// <summary>Reads the option.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">What kind of run the command continues.</param>
    /// <exception cref="DartsException">There is no such run, or it is of another kind.</exception>
    public static StartedRun Of(ParseResult parsed, string kind)
    {
        if (parsed.GetValue(CommonOptions.Resume) is not { } folder)
            return new(null, null);
        if (!RunFolder.Exists(folder) && RunFile.Exists(folder))
            throw new DartsException($"'{folder}' was started by 'darts run' and is continued by it: darts run --resume {folder}");
        var configuration = RunFolder.ReadConfiguration(folder);
        return configuration.Kind == kind ? new(folder, configuration) : throw new DartsException($"'{folder}' is no {kind} run: it was started by 'darts {configuration.Kind}'.");
    }
}
