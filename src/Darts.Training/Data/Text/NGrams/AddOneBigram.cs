using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>A word by the one before it; every pair is counted once more than it occurs (add-one smoothing). With many words this is far from the best that pairs can do.</summary>
/// <param name="text">Int64 [N], on the CPU.</param>
/// <param name="vocabulary">V.</param>
public sealed class AddOneBigram(Tensor text, int vocabulary) : NGramModel(vocabulary)
{
    private readonly WordPairs _pairs = new(text, vocabulary);

    /// <inheritdoc/>
    public override double Probability(int before, int word) => (_pairs.Count(before, word) + 1.0) / (_pairs.Before(before) + Vocabulary);
}
