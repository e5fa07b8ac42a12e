using Darts.Networks;

namespace Darts.Training;

/// <summary>Reads words as a model knows them: <c>&lt;unk&gt;</c> stands for those it does not have.</summary>
/// <param name="vocabulary">The model's words.</param>
public sealed class KnownWords(Vocabulary vocabulary)
{
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);

    /// <summary>The words so far that <c>&lt;unk&gt;</c> stood for.</summary>
    public IReadOnlyCollection<string> Replaced => _replaced;

    /// <summary>A word's number, or that of <c>&lt;unk&gt;</c>.</summary>
    /// <param name="word">The word.</param>
    /// <param name="where">Where it stands, for the message: a file.</param>
    /// <exception cref="DartsException">The model has neither.</exception>
    public int NumberOf(string word, string where)
    {
        if (vocabulary.TryFind(word, out int number))
            return number;
        if (!vocabulary.TryFind(Vocabulary.Unknown, out number))
            throw new DartsException($"'{where}': the model does not know the word '{word}', and has no {Vocabulary.Unknown} to take its place.");
        _replaced.Add(word);
        return number;
    }
}
