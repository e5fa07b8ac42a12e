namespace Darts.Training;

/// <summary>What a training run came to.</summary>
/// <param name="Test">The network on the test images after the last epoch.</param>
/// <param name="Seconds">The time spent, over all parts of a run that was resumed.</param>
/// <param name="WeightsFile">The trained weights.</param>
public sealed record TrainingResult(Evaluation Test, double Seconds, string WeightsFile);
