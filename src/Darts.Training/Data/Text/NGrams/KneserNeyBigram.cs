using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// A word by the one before it, smoothed as well as pairs can be: interpolated Kneser–Ney (Kneser, Ney, <i>Improved backing-off for m-gram language modeling</i>, ICASSP 1995; Chen, Goodman 1999).
/// </summary>
/// <remarks>
/// Every pair gives a discount d away; it goes to all words, in proportion to how many different words each follows, and what these give away in turn goes to all words evenly. d = n₁/(n₁ + 2n₂)
/// (Ney, Essen, Kneser 1994), where n₁ and n₂ pairs occur once and twice.
/// </remarks>
public sealed class KneserNeyBigram : NGramModel
{
    private const double DiscountWithoutSinglePairs = 0.5;

    private readonly WordPairs _pairs;
    private readonly double _discount;

    /// <summary>Counts the pairs of a text.</summary>
    /// <param name="text">Int64 [N], on the CPU.</param>
    /// <param name="vocabulary">V.</param>
    public KneserNeyBigram(Tensor text, int vocabulary)
        : base(vocabulary)
    {
        _pairs = new WordPairs(text, vocabulary);
        double once = _pairs.KindsSeen(1), twice = _pairs.KindsSeen(2);
        _discount = once > 0 ? once / (once + (2 * twice)) : DiscountWithoutSinglePairs;
    }

    /// <inheritdoc/>
    public override double Probability(int before, int word)
    {
        double spread = Spread(word);
        int seen = _pairs.Before(before);
        return seen == 0 ? spread : (Discounted(_pairs.Count(before, word)) + (_discount * _pairs.Following(before) * spread)) / seen;
    }

    /// <summary>How likely a word follows whatever: not how often it occurs, but how many different words it follows.</summary>
    private double Spread(int word) =>
        _pairs.Kinds == 0 ? 1.0 / Vocabulary : (Discounted(_pairs.Preceding(word)) + (_discount * _pairs.Words / Vocabulary)) / _pairs.Kinds;

    private double Discounted(int count) => Math.Max(count - _discount, 0);
}
