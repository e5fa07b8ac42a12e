using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>A language model that counts words: what a network has to be better than.</summary>
/// <param name="vocabulary">V: words are 0 … V − 1.</param>
public abstract class NGramModel(int vocabulary)
{
    /// <summary>V, the number of words.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>How likely a word follows another; above 0, and over all words they sum to 1.</summary>
    /// <param name="before">The word before, 0 … V − 1.</param>
    /// <param name="word">The word, 0 … V − 1.</param>
    public abstract double Probability(int before, int word);

    /// <summary>The perplexity of a text: every word but the first is foretold, <c>&lt;eos&gt;</c> included, as a network does.</summary>
    /// <param name="text">Int64 [N ≥ 2], on the CPU.</param>
    /// <returns>exp of the mean of −ln p.</returns>
    /// <exception cref="DartsException">There is nothing to foretell.</exception>
    public double Perplexity(Tensor text)
    {
        var words = text.data<long>().ToArray();
        if (words.Length < 2)
            throw new DartsException("The text has a single word: there is nothing to foretell.");
        double sum = 0;
        for (int i = 1; i < words.Length; i++)
            sum -= Math.Log(Probability((int)words[i - 1], (int)words[i]));
        return Math.Exp(sum / (words.Length - 1));
    }
}
