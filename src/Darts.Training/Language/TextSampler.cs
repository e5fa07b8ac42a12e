using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Makes texts up: every word is drawn from what a language model foretells after those before it.</summary>
/// <param name="model">The model, borrowed.</param>
/// <param name="vocabulary">Its words.</param>
/// <param name="temperature">T ≥ 0: words are drawn with probabilities proportional to p^(1/T). At 1 as the model has them; below, likely words are likelier; at 0 always the likeliest.</param>
/// <param name="seed">The same seed gives the same text.</param>
public sealed class TextSampler(LanguageInference model, Vocabulary vocabulary, double temperature, long seed)
{
    private readonly long _seed = Seeds.Mix(seed, (long)StreamPurpose.Sampling);

    /// <summary>What could come after a beginning of a text; one word at a time, for as long as it is asked.</summary>
    /// <param name="beginning">The numbers of its words; it follows the end of a line.</param>
    public IEnumerable<string> Continue(IReadOnlyList<int> beginning)
    {
        if (!vocabulary.TryFind(Vocabulary.EndOfLine, out int end))
            throw new DartsException($"The model does not know {Vocabulary.EndOfLine}, which begins texts.");
        using Tensor start = model.InitialHidden(1);
        Tensor state = Read(beginning.Prepend(end), start);
        try
        {
            for (long drawn = 0; ; drawn++)
            {
                int word = Draw(state, Uniform(drawn));
                yield return vocabulary.Words[word];
                using Tensor before = state;
                state = Read([word], before);
            }
        }
        finally
        {
            state.Dispose();
        }
    }

    /// <summary>The state after words, [1, H].</summary>
    private Tensor Read(IEnumerable<int> words, Tensor before)
    {
        using var scope = NewDisposeScope();
        Tensor numbers = tensor(words.Select(static word => (long)word).ToArray(), device: before.device);
        return scope.MoveToOuter(model.Read(numbers.unsqueeze(1), before)[-1].clone());
    }

    private int Draw(Tensor state, double uniform)
    {
        using var scope = NewDisposeScope();
        float[] logarithms = model.LogProbabilities(state).flatten().to(float32).cpu().data<float>().ToArray();
        float largest = logarithms.Max();
        if (temperature == 0)
            return Array.IndexOf(logarithms, largest);
        double[] weights = [.. logarithms.Select(logarithm => Math.Exp((logarithm - largest) / temperature))];
        double left = uniform * weights.Sum();
        int word = 0;
        while (word < weights.Length - 1 && (left -= weights[word]) >= 0)
            word++;
        return word;
    }

    /// <summary>In [0, 1), 53 bits.</summary>
    private double Uniform(long drawn) => ((ulong)Seeds.Mix(_seed, drawn) >> 11) / (double)(1L << 53);
}
