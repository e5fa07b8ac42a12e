using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>A text in three parts, as numbers of words; every line ends with the word <c>&lt;eos&gt;</c> (quark0/darts <c>rnn/data.py</c>).</summary>
public sealed class TextCorpus : IDisposable
{
    internal const string TrainFile = "train.txt", ValidationFile = "valid.txt", TestFile = "test.txt";

    private TextCorpus(string name, Vocabulary vocabulary, Tensor train, Tensor validation, Tensor test) =>
        (Name, Vocabulary, Train, Validation, Test) = (name, vocabulary, train, validation, test);

    /// <summary>The folder's name.</summary>
    public string Name { get; }

    /// <summary>The words of all three parts.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Int64 [N], on the CPU.</summary>
    public Tensor Train { get; }

    /// <summary>Int64 [N].</summary>
    public Tensor Validation { get; }

    /// <summary>Int64 [N].</summary>
    public Tensor Test { get; }

    /// <summary>Reads a folder with <c>train.txt</c>, <c>valid.txt</c> and <c>test.txt</c>: UTF-8, words between white space. Penn Treebank and WikiText come like that.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DartsException">A file is missing, is no text or has no words.</exception>
    public static TextCorpus Load(string folder)
    {
        var vocabulary = new Vocabulary();
        return Load(folder, vocabulary, (word, _) => vocabulary.Add(word));
    }

    /// <summary>Reads such a folder as a model knows it: its words have the model's numbers, and <c>&lt;unk&gt;</c> stands for those it does not have.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="vocabulary">The model's words.</param>
    /// <exception cref="DartsException">A file is missing, is no text or has no words, or has one that the model does not know, and the model has no <c>&lt;unk&gt;</c>.</exception>
    public static TextCorpus Load(string folder, Vocabulary vocabulary)
    {
        var known = new KnownWords(vocabulary);
        return Load(folder, vocabulary, known.NumberOf);
    }

    private static TextCorpus Load(string folder, Vocabulary vocabulary, Func<string, string, int> number)
    {
        if (!Directory.Exists(folder))
            throw new DartsException($"There is no folder '{folder}'. A text is a folder with {TrainFile}, {ValidationFile} and {TestFile}.");
        long[][] parts = [.. new[] { TrainFile, ValidationFile, TestFile }.Select(file => Read(Path.Combine(folder, file), number))];
        Tensor[] tensors = [.. parts.Select(part => tensor(part).DetachFromDisposeScope())];
        return new(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), vocabulary, tensors[0], tensors[1], tensors[2]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }

    private static long[] Read(string file, Func<string, string, int> number)
    {
        long[] numbers = TextLines.Read<long[]>(file, lines => [.. lines.SelectMany(TextForm.WordsOf).Select(word => (long)number(word, file))]);
        return numbers.Length > 0 ? numbers : throw new DartsException($"'{file}' is empty.");
    }
}
