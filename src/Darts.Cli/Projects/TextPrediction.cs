using Darts.Cli.Commands;
using Darts.Cli.Options;
using Darts.Networks;
using Darts.Training;

namespace Darts.Cli.Projects;

/// <summary>A text that a language model is to foretell.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Words">Its words; every line ends with one.</param>
internal sealed record TextPrediction(string Name, IReadOnlyList<string> Words)
{
    /// <summary>Reads a text.</summary>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <exception cref="DartsException">It cannot be read, is no UTF-8 text or has no words.</exception>
    public static TextPrediction Read(string path)
    {
        bool input = path == PathArgument.StandardInput;
        string name = input ? "standard input" : path;
        string[] words = TextLines.Read<string[]>(name, () => input ? Console.OpenStandardInput() : File.OpenRead(path), lines => [.. lines.SelectMany(TextForm.WordsOf)]);
        return words.Length > 0 ? new(name, words) : throw new DartsException($"'{name}' is empty.");
    }

    /// <summary>Shows how likely each word is after those before it, and the whole.</summary>
    /// <exception cref="DartsException">The model does not know a word and has no <c>&lt;unk&gt;</c>.</exception>
    public void Show(LanguageModel model, Vocabulary vocabulary, CommandContext context)
    {
        using var inference = model.ForInference();
        var score = TextScore.Of(inference, vocabulary, Words, Name, context.Cancellation);
        context.Output.Json(new
        {
            text = Name,
            words = score.Words,
            logProbability = score.LogProbability,
            perplexity = Terminal.Words.NumberOrNull(score.Perplexity),
        });
        foreach (var word in score.Words)
            context.Output.Say(FormattableString.Invariant($"{word.LogProbability,10:0.0000}  {word.Word}{(word.Known ? "" : $"  ({Vocabulary.Unknown})")}"));
        context.Output.Table(
            ("words", Terminal.Words.Count(score.Words.Count)),
            ("ln p", score.LogProbability.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)),
            ("perplexity", Terminal.Words.Perplexity(score.Perplexity)));
    }
}
