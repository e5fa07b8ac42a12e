using System.Text.RegularExpressions;

namespace Darts.Training;

/// <summary>Takes prose apart into paragraphs, sentences and words.</summary>
internal static partial class PlainText
{
    private const string Number = "N", Dash = "--", Possessive = "'s";

    /// <summary>The paragraphs of a text, each on one line: what stands between empty lines. One without any of <c>. , ; : ! ?</c> is a heading and left out.</summary>
    /// <param name="lines">The text.</param>
    public static IEnumerable<string> Paragraphs(IEnumerable<string> lines)
    {
        var open = new List<string>();
        foreach (string line in lines.Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                open.Add(line.Trim());
                continue;
            }
            string paragraph = string.Join(' ', open);
            open.Clear();
            if (Punctuation.IsMatch(paragraph))
                yield return paragraph;
        }
    }

    /// <summary>The words of each sentence of a paragraph. A sentence ends where a capital follows <c>. ! ?</c>, quotation marks and brackets aside, but not after a title or an initial.</summary>
    /// <param name="paragraph">The paragraph.</param>
    public static IEnumerable<IReadOnlyList<string>> Sentences(string paragraph) =>
        SentenceEnd.Split(Abbreviation.Replace(paragraph.Replace("_", ""), "$1")).Select(Words).Where(words => words.Count > 0);

    /// <summary>Lower-case words, <c>'s</c> apart, <c>N</c> for a number, and <c>. , ; : ! ? --</c>; quotation marks, brackets and everything else are left out.</summary>
    private static List<string> Words(string sentence)
    {
        var words = new List<string>();
        foreach (Match match in Word.Matches(sentence))
        {
            string word = match.Value.Replace('’', '\'').ToLowerInvariant();
            if (char.IsNumber(word[0]))
                words.Add(Number);
            else if (word[0] is '-' or '—')
                words.Add(Dash);
            else if (word.EndsWith(Possessive, StringComparison.Ordinal))
                words.AddRange([word[..^Possessive.Length], Possessive]);
            else
                words.Add(word);
        }
        return words;
    }

    [GeneratedRegex("[.,;:!?]")]
    private static partial Regex Punctuation { get; }

    // "I." ends sentences, other single capitals are initials.
    [GeneratedRegex(@"\b(Mr|Mrs|Messrs|Dr|St|[A-HJ-Z])\.")]
    private static partial Regex Abbreviation { get; }

    [GeneratedRegex("""(?<=[.!?]["”'’)\]]*)\s+(?=["“'‘(\[]*\p{Lu})""")]
    private static partial Regex SentenceEnd { get; }

    [GeneratedRegex(@"\p{L}+(?:['’-]\p{L}+)*|\p{N}+(?:[.,]\p{N}+)*|--+|—|[.,;:!?]")]
    private static partial Regex Word { get; }
}
