using System.Text.Encodings.Web;
using System.Text.Json;
using Darts.Networks;

namespace Darts.Training;

/// <summary>What a language model's weights file says of the text it was trained on: which word each number means.</summary>
/// <param name="Vocabulary">The words.</param>
/// <param name="Training">How it was trained and how well; written for people, not read back.</param>
public sealed record TrainedWords(Vocabulary Vocabulary, TrainingSummary? Training = null)
{
    private const string WordsKey = "words";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Saves a model's weights with its words.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file; replaced as a whole or not at all.</param>
    /// <exception cref="DartsException">The file cannot be written.</exception>
    public void Save(LanguageModel model, string path) => NetworkWeights.Save(model, path, new Dictionary<string, string>(Training?.ToFacts() ?? new Dictionary<string, string>())
    {
        [WordsKey] = JsonSerializer.Serialize(Vocabulary.Words, Json),
    });

    /// <summary>Reads the words of a weights file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DartsException">The file cannot be read, holds no words, or they are damaged.</exception>
    public static TrainedWords Of(string path)
    {
        using var file = SafeTensorsFile.Open(path);
        if (!file.Metadata.TryGetValue(WordsKey, out string? text))
            throw new DartsException($"'{path}' does not say which words its numbers mean; weights of a language model trained by darts do.");
        try
        {
            string?[] words = JsonSerializer.Deserialize<string?[]>(text) ?? throw new JsonException();
            return new(Vocabulary.Of(words));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new DartsException($"The metadata of '{path}' is damaged: {WordsKey} is no list of different words.", e);
        }
    }
}
