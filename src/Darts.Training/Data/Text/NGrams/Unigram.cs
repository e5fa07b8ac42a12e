using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Every word as often as in the training text, whatever stands before it; each is counted once more than it occurs (add-one smoothing).</summary>
public sealed class Unigram : NGramModel
{
    private readonly double[] _probabilities;

    /// <summary>Counts the words of a text.</summary>
    /// <param name="text">Int64 [N], on the CPU.</param>
    /// <param name="vocabulary">V.</param>
    public Unigram(Tensor text, int vocabulary)
        : base(vocabulary)
    {
        var counts = new long[vocabulary];
        foreach (long word in text.data<long>().ToArray())
            counts[word]++;
        _probabilities = [.. counts.Select(count => (count + 1.0) / (text.numel() + vocabulary))];
    }

    /// <inheritdoc/>
    public override double Probability(int before, int word) => _probabilities[word];
}
