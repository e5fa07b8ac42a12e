using Darts.Training;
namespace Darts.Cli.Terminal;

/// <summary>What people read of a report.</summary>
internal static class ProgressText
{
    /// <summary>The share of all epochs' steps that is done, in [0, 1].</summary>
    public static double Done(this TrainingProgress value) => (value.Epoch + ((double)value.Step / value.Steps)) / value.Epochs;

    /// <summary>Whether this was an epoch's last step.</summary>
    public static bool EndsEpoch(this TrainingProgress value) => value.Step == value.Steps;

    /// <summary>Phase, epoch (from 1, as people count), step, loss, accuracy or perplexity, speed.</summary>
    public static string Status(this TrainingProgress value)
    {
        string phase = value.Phase switch { TrainingPhase.Search => "search", TrainingPhase.Train => "train", _ => "test" };
        string quality = value.WordsPerSecond is { } words
            ? FormattableString.Invariant($"perplexity {Math.Exp(value.Loss):0.0}  {words:0} words/s")
            : FormattableString.Invariant($"accuracy {value.Accuracy:0.0000}  {value.ImagesPerSecond:0} images/s");
        return FormattableString.Invariant($"{phase,-6}  epoch {value.Epoch + 1}/{value.Epochs}  step {value.Step}/{value.Steps}  loss {value.Loss:0.0000}  {quality}");
    }
}
