namespace Darts.Training;

/// <summary>What the training of a language model came to: its best weights by the validation text.</summary>
/// <param name="Validation">They on the validation text.</param>
/// <param name="Test">They on the test text.</param>
/// <param name="BestEpoch">After how many epochs they were there.</param>
/// <param name="Averaged">Whether they are an average of many steps.</param>
/// <param name="Seconds">The time spent, over all parts of a run that was resumed.</param>
/// <param name="WeightsFile">The trained weights.</param>
public sealed record LanguageTrainingResult(TextEvaluation Validation, TextEvaluation Test, int BestEpoch, bool Averaged, double Seconds, string WeightsFile);
