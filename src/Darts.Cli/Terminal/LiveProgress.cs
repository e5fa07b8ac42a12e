using Darts.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Darts.Cli.Terminal;

/// <summary>Progress as a bar that is drawn again and again, on a terminal.</summary>
/// <param name="phase">What the work is mostly; its steps move the bar.</param>
internal sealed class LiveProgress(TrainingPhase phase) : IProgress<TrainingProgress>
{
    private readonly RemainingTime _remaining = new();
    private ProgressTask? _task;
    private volatile string _eta = "";
    private volatile string _status = "";

    /// <summary>Draws a bar while <paramref name="work"/> runs.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole console, string title, TrainingPhase phase, Func<IProgress<TrainingProgress>, T> work)
    {
        var progress = new LiveProgress(phase);
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new TextColumn(() => progress._eta), new TextColumn(() => progress._status))
            .StartAsync(context =>
            {
                progress._task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return Task.Run(() => work(progress));
            });
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        _status = value.Status();
        if (value.Phase != phase)
            return;
        _eta = _remaining.At(value.Done()) is { } time ? $"ETA {RemainingTime.Text(time)}" : "";
        _task!.Value = value.Done();
    }

    /// <summary>A column of whatever the text is now.</summary>
    private sealed class TextColumn(Func<string> text) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text());
    }
}
