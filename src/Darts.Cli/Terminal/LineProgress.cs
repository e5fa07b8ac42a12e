using System.Diagnostics;
using Darts.Training;

namespace Darts.Cli.Terminal;

/// <summary>Progress as plain lines, for logs: one at the end of each epoch, and one now and then within long ones.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="phase">What the work is mostly; its steps tell how long it takes.</param>
internal sealed class LineProgress(Output output, TrainingPhase phase) : IProgress<TrainingProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly RemainingTime _remaining = new();
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        // A test in between is no progress of the training it interrupts.
        var remaining = value.Phase == phase ? _remaining.At(value.Done()) : null;
        if (!value.EndsEpoch() && _sinceLine.Elapsed < Pause)
            return;
        _sinceLine.Restart();
        string eta = remaining is { } time ? $"  ETA {RemainingTime.Text(time)}" : "";
        output.Say(value.Status() + eta);
    }
}
