namespace Darts.Training;

/// <summary>What a long computation is doing.</summary>
public enum TrainingPhase
{
    /// <summary>Searching for an architecture.</summary>
    Search,

    /// <summary>Training a network.</summary>
    Train,

    /// <summary>Testing it.</summary>
    Test,
}

/// <summary>How far a long computation is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Epochs">How many there are.</param>
/// <param name="Step">The steps of this epoch that are done.</param>
/// <param name="Steps">How many it has.</param>
/// <param name="Loss">The mean loss of this epoch's images so far.</param>
/// <param name="Accuracy">The share of them that was classified correctly, in [0, 1].</param>
/// <param name="ImagesPerSecond">The speed of this epoch.</param>
public readonly record struct TrainingProgress(
    TrainingPhase Phase, int Epoch, int Epochs, int Step, int Steps, double Loss, double Accuracy, double ImagesPerSecond)
{
    /// <summary>Of a language model.</summary>
    public static TrainingProgress OfWords(TrainingPhase phase, int epoch, int epochs, int step, int steps, double loss, double wordsPerSecond) =>
        new(phase, epoch, epochs, step, steps, loss, 0, wordsPerSecond);
}
