using Darts.Cli.Commands;
using Darts.Cli.Terminal;
using Darts.Search;
using Darts.Training;

namespace Darts.Cli.Running;

/// <summary>One search, as <c>search</c> and <c>run</c> do it.</summary>
/// <param name="Name">The name of the genotype and of its network.</param>
/// <param name="Search">The search.</param>
internal sealed record SearchJob(string Name, SearchLoop Search)
{
    /// <summary>Searches, from the run's checkpoint if it has one.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="remember">What a resume finds again.</param>
    /// <param name="context">Shows progress; its interruption leaves a checkpoint.</param>
    public Task<SearchResult> RunAsync(string folder, IReadOnlyDictionary<string, string> remember, CommandContext context)
    {
        var run = RunFolder.ResumeOrCreate(folder, Search.Configuration(remember));
        return ProgressView.RunAsync(context.Output, $"Searching {Name}", TrainingPhase.Search, progress => Search.Run(run, progress, context.Cancellation));
    }
}
