namespace Darts.Training;

/// <summary>Lets the progress of a test say in which epoch it happens.</summary>
/// <param name="progress">Whom to tell.</param>
/// <param name="epoch">The epoch, from 0.</param>
/// <param name="epochs">How many there are.</param>
public sealed class InEpoch(IProgress<TrainingProgress> progress, int epoch, int epochs) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value) => progress.Report(value with { Epoch = epoch, Epochs = epochs });
}
