using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>How well a language model foretells a text, word by word.</summary>
/// <param name="Words">Its words, ends of lines among them.</param>
public sealed record TextScore(IReadOnlyList<ScoredWord> Words)
{
    /// <summary>How many words are read at a time: enough to keep a device busy, little enough for the memory of a large vocabulary's probabilities.</summary>
    private const int WordsAtOnce = 64;

    /// <summary>ln p(text).</summary>
    public double LogProbability => Words.Sum(word => word.LogProbability);

    /// <summary>e to the mean of −ln p(word).</summary>
    public double Perplexity => Math.Exp(-LogProbability / Words.Count);

    /// <summary>Reads a text as what follows the end of a line, from the zero state.</summary>
    /// <param name="model">The model.</param>
    /// <param name="vocabulary">Its words.</param>
    /// <param name="text">The words of the text; at least one.</param>
    /// <param name="where">What an error calls the text.</param>
    /// <param name="cancellation">Checked now and then.</param>
    /// <exception cref="DartsException">The model does not know a word and has no <c>&lt;unk&gt;</c>, or the text has no words.</exception>
    public static TextScore Of(LanguageInference model, Vocabulary vocabulary, IReadOnlyList<string> text, string where, CancellationToken cancellation = default)
    {
        if (text.Count == 0)
            throw new DartsException($"'{where}' has no words.");
        using var scope = NewDisposeScope();
        var known = new KnownWords(vocabulary);
        Tensor hidden = model.InitialHidden(1), words = tensor(text.Prepend(Vocabulary.EndOfLine).Select(word => (long)known.NumberOf(word, where)).ToArray(), device: hidden.device);
        var scored = new List<ScoredWord>(text.Count);
        for (int start = 0; start < text.Count; start += WordsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            using var pass = NewDisposeScope();
            int count = Math.Min(WordsAtOnce, text.Count - start);
            Tensor states = model.Read(words.narrow(0, start, count).unsqueeze(1), hidden), next = words.narrow(0, start + 1, count);
            float[] probabilities = model.LogProbabilities(states.squeeze(1)).gather(1, next.unsqueeze(1)).to(float32).cpu().data<float>().ToArray();
            scored.AddRange(probabilities.Select((probability, i) => new ScoredWord(text[start + i], !known.Replaced.Contains(text[start + i]), probability)));
            hidden = pass.MoveToOuter(states[-1]);
        }
        return new(scored);
    }
}

/// <summary>A word of a text and how well it was foretold.</summary>
/// <param name="Word">The word as it stands in the text.</param>
/// <param name="Known">Whether the model knows it; <c>&lt;unk&gt;</c> stood for it otherwise.</param>
/// <param name="LogProbability">ln p(word), given all words before.</param>
public sealed record ScoredWord(string Word, bool Known, double LogProbability);
