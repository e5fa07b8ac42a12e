using Darts.Cli.Commands;
using Darts.Cli.Terminal;
using Darts.Search;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Cli.Running;

/// <summary>One search, as <c>search</c> and <c>run</c> do it.</summary>
/// <param name="Name">The name of the genotype and of its network.</param>
/// <param name="Settings">How to search.</param>
/// <param name="Device">Where.</param>
internal sealed record SearchJob(string Name, SearchSettings Settings, Device Device)
{
    /// <summary>Makes the search; refuses what could never be compiled.</summary>
    /// <exception cref="Darts.Networks.DartsException">A setting makes no sense, or no network can be made of it.</exception>
    public ImageSearch Prepare(ImageData data) => new(data, Settings, Device, Name);

    /// <summary>Searches, from the run's checkpoint if it has one.</summary>
    /// <param name="data">The images.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="remember">What a resume finds again.</param>
    /// <param name="context">Shows progress; its interruption leaves a checkpoint.</param>
    public Task<SearchResult> RunAsync(ImageData data, string folder, IReadOnlyDictionary<string, string> remember, CommandContext context)
    {
        var search = Prepare(data);
        var configuration = search.Configuration(remember);
        var run = RunFolder.Exists(folder) ? RunFolder.Resume(folder, configuration) : RunFolder.Create(folder, configuration);
        return ProgressView.RunAsync(context.Output, $"Searching {Name}", TrainingPhase.Search, progress => search.Run(run, progress, context.Cancellation));
    }
}
