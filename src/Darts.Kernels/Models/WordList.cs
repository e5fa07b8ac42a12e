using System.Collections;
using System.Text.Json;
using Darts.Kernels.Inference;
using Darts.Kernels.Weights;

namespace Darts.Kernels.Models;

/// <summary>Which word each number of a language model means: the list that training writes into the weights file.</summary>
public sealed class WordList : IReadOnlyList<string>
{
    /// <summary>The word that ends every line.</summary>
    public const string EndOfLine = "<eos>";

    /// <summary>The word that stands for those that are not known, where a model has it.</summary>
    public const string Unknown = "<unk>";

    private const string MetadataKey = "words";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly string[] _words;

    private WordList(string[] words)
    {
        _words = words;
        foreach (string word in words)
            _numbers.Add(word, _numbers.Count);
    }

    /// <summary>How many words there are.</summary>
    public int Count => _words.Length;

    /// <summary>The word of a number.</summary>
    /// <param name="number">From 0.</param>
    public string this[int number] => _words[number];

    /// <summary>The words of a weights file.</summary>
    /// <param name="weights">The file.</param>
    /// <exception cref="WeightsException">It holds no words, or they are damaged.</exception>
    public static WordList Of(WeightsFile weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (!weights.Metadata.TryGetValue(MetadataKey, out string? text))
            throw new WeightsException($"'{weights.Name}' does not say which words its numbers mean; weights of a language model trained by darts do.");
        try
        {
            using var document = JsonDocument.Parse(text);
            return new([.. document.RootElement.EnumerateArray().Select(static word => word.GetString() is { Length: > 0 } name ? name : throw new JsonException())]);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new WeightsException($"The metadata of '{weights.Name}' is damaged: {MetadataKey} is no list of different words.", e);
        }
    }

    /// <summary>A word's number; that of <see cref="Unknown"/> for a word that the model does not know.</summary>
    /// <param name="word">The word.</param>
    /// <exception cref="ArgumentException">The model knows neither.</exception>
    public int NumberOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return _numbers.TryGetValue(word, out int number) || _numbers.TryGetValue(Unknown, out number)
            ? number
            : throw new ArgumentException($"The model does not know the word '{word}', and has no {Unknown} to take its place.", nameof(word));
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_words).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
