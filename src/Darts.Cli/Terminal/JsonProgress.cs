using Darts.Training;

namespace Darts.Cli.Terminal;

/// <summary>Progress as one line of JSON an epoch on stdout, beside what people see.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="people">What people see.</param>
internal sealed class JsonProgress(Output output, IProgress<TrainingProgress> people) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        people.Report(value);
        if (value.EndsEpoch())
            output.Json(value);
    }
}
