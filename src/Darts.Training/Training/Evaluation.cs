namespace Darts.Training;

/// <summary>How good a network is on a set.</summary>
/// <param name="Accuracy">The share of images classified correctly, in [0, 1].</param>
/// <param name="Loss">The mean cross-entropy, natural logarithm.</param>
/// <param name="ClassAccuracy">The accuracy on each class's images; null for a class without any.</param>
/// <param name="Count">The number of images.</param>
public sealed record Evaluation(double Accuracy, double Loss, IReadOnlyList<double?> ClassAccuracy, int Count);
