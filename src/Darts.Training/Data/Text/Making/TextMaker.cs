using System.Text;
using Darts.Networks;

namespace Darts.Training;

/// <summary>Makes a corpus in the form of Penn Treebank out of plain prose: one sentence a line, lower case, rare words as <c>&lt;unk&gt;</c>, numbers as <c>N</c>.</summary>
/// <remarks>
/// Nothing is drawn: the same text gives the same corpus. Of every ten blocks of <see cref="BlockLength"/> paragraphs the fifth goes to the validation text and the tenth to the test text, so that the three
/// parts are alike and still hold connected prose.
/// </remarks>
public static class TextMaker
{
    /// <summary>Paragraphs that stay together.</summary>
    public const int BlockLength = 40;

    /// <summary>The smallest vocabulary: <c>&lt;unk&gt;</c>, <c>&lt;eos&gt;</c> and one word.</summary>
    public const int LeastVocabulary = 3;

    private const int WordsWithoutText = 2, Blocks = 10, ValidationBlock = 4, TestBlock = 9;

    /// <summary>Makes a corpus.</summary>
    /// <param name="files">Plain texts, UTF-8, read one after another; paragraphs stand between empty lines.</param>
    /// <param name="vocabulary">The most words, with <c>&lt;unk&gt;</c> and <c>&lt;eos&gt;</c>, ≥ <see cref="LeastVocabulary"/>: the most frequent of the training text are kept.</param>
    /// <param name="folder">Where the three files go; made if missing.</param>
    /// <exception cref="DartsException">A file cannot be read or is no UTF-8, there is too little text, or the folder cannot be written.</exception>
    public static void Make(IReadOnlyList<string> files, int vocabulary, string folder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, LeastVocabulary);
        string[] paragraphs = [.. files.SelectMany(file => TextLines.Read<string[]>(file, lines => [.. PlainText.Paragraphs(lines)]))];
        if (paragraphs.Length <= TestBlock * BlockLength)
        {
            throw new DartsException(
                $"There are {paragraphs.Length} paragraphs of prose, with empty lines between them: too few; it takes more than {TestBlock * BlockLength} to set some apart for validation and test.");
        }
        var parts = paragraphs.Index().ToLookup(paragraph => FileOf(paragraph.Index), paragraph => PlainText.Sentences(paragraph.Item));
        var kept = MostFrequent(parts[TextCorpus.TrainFile].SelectMany(sentences => sentences), vocabulary - WordsWithoutText);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Writing(folder, e);
        }
        foreach (var part in parts)
            AtomicFile.Write(Path.Combine(folder, part.Key), stream => Write(stream, part.SelectMany(sentences => sentences), kept));
    }

    private static string FileOf(int paragraph) => (paragraph / BlockLength % Blocks) switch
    {
        ValidationBlock => TextCorpus.ValidationFile,
        TestBlock => TextCorpus.TestFile,
        _ => TextCorpus.TrainFile,
    };

    /// <summary>The words that occur most often; of those that occur as often, the first by their characters.</summary>
    private static HashSet<string> MostFrequent(IEnumerable<IReadOnlyList<string>> sentences, int count) =>
        [.. sentences.SelectMany(words => words).CountBy(word => word).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(count).Select(word => word.Key)];

    private static void Write(Stream stream, IEnumerable<IReadOnlyList<string>> sentences, HashSet<string> kept)
    {
        foreach (var words in sentences)
            stream.Write(Encoding.UTF8.GetBytes(string.Join(' ', words.Select(word => kept.Contains(word) ? word : Vocabulary.Unknown)) + '\n'));
    }
}
