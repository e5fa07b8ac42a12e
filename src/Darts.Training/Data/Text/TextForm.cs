using System.Text;

namespace Darts.Training;

/// <summary>The form of texts: words between white space; every line ends with <c>&lt;eos&gt;</c>.</summary>
public static class TextForm
{
    /// <summary>The words of a line, its end too.</summary>
    /// <param name="line">A line without its break.</param>
    public static IEnumerable<string> WordsOf(string line) => WordsIn(line).Append(Vocabulary.EndOfLine);

    /// <summary>The words of what is no whole line yet.</summary>
    /// <param name="text">Its lines but the last have ended.</param>
    public static IReadOnlyList<string> WordsOfBeginning(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return [.. lines.SkipLast(1).SelectMany(WordsOf), .. WordsIn(lines[^1])];
    }

    /// <summary>Words as people write them: between spaces, on lines.</summary>
    /// <param name="words">The words, ends of lines among them.</param>
    public static string Join(IEnumerable<string> words)
    {
        var text = new StringBuilder();
        foreach (string word in words)
        {
            if (word == Vocabulary.EndOfLine)
                text.Append('\n');
            else
                text.Append(text.Length == 0 || text[^1] == '\n' ? "" : " ").Append(word);
        }
        return text.ToString();
    }

    private static string[] WordsIn(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
