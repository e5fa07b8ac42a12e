namespace Darts.Training;

/// <summary>The words of a corpus, numbered in the order in which they first occur (quark0/darts <c>rnn/data.py</c>).</summary>
public sealed class Vocabulary
{
    /// <summary>The word that ends every line.</summary>
    public const string EndOfLine = "<eos>";

    /// <summary>The word that takes the place of those that are not known, where a corpus has it.</summary>
    public const string Unknown = "<unk>";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    /// <summary>How many words there are.</summary>
    public int Count => _words.Count;

    /// <summary>All of them, by number.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>A vocabulary of these words, by number.</summary>
    /// <param name="words">The words.</param>
    /// <exception cref="ArgumentException">One is missing, or stands there twice.</exception>
    public static Vocabulary Of(IEnumerable<string?> words)
    {
        var vocabulary = new Vocabulary();
        foreach (string? word in words)
        {
            int before = vocabulary.Count;
            if (string.IsNullOrEmpty(word) || vocabulary.Add(word) < before)
                throw new ArgumentException($"The words are not all there, and each once: '{word}'.", nameof(words));
        }
        return vocabulary;
    }

    /// <summary>A word's number.</summary>
    /// <param name="word">The word.</param>
    /// <param name="number">Its number.</param>
    /// <returns>Whether the corpus has it.</returns>
    public bool TryFind(string word, out int number) => _numbers.TryGetValue(word, out number);

    /// <summary>A word's number; a new one for a new word.</summary>
    internal int Add(string word)
    {
        if (_numbers.TryGetValue(word, out int number))
            return number;
        _numbers.Add(word, number = _words.Count);
        _words.Add(word);
        return number;
    }
}
