using Darts.Training;

namespace Darts.Cli.Terminal;

/// <summary>Shows long work: a bar on a terminal, a line now and then elsewhere, and JSON lines on stdout with <c>--json</c>.</summary>
internal static class ProgressView
{
    /// <summary>Runs <paramref name="work"/> on another thread, showing what it reports.</summary>
    /// <param name="output">Where to show it.</param>
    /// <param name="title">What the work is, in a word or two.</param>
    /// <param name="phase">What it reports mostly.</param>
    /// <param name="work">The work; long, synchronous.</param>
    public static Task<T> RunAsync<T>(Output output, string title, TrainingPhase phase, Func<IProgress<TrainingProgress>, T> work)
    {
        T Work(IProgress<TrainingProgress> people) => work(new JsonProgress(output, people));
        return output.IsTerminal ? LiveProgress.RunAsync(output.Human, title, phase, Work) : Task.Run(() => Work(new LineProgress(output, phase)));
    }
}
