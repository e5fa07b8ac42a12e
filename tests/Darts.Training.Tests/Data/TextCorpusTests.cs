using System.Text;
using Darts.Networks;

namespace Darts.Training.Tests;

public sealed class TextCorpusTests
{
    private static readonly string[] Files = ["train.txt", "valid.txt", "test.txt"];

    [Fact]
    public void Words_are_numbered_as_they_first_occur_and_lines_end_with_a_word()
    {
        using var folder = new TempFolder();
        Write(folder, "b a\n\n  a\tb \n", "c b\n", "d");
        using var corpus = TextCorpus.Load(folder.Path);
        Assert.Equal(["b", "a", "<eos>", "c", "d"], corpus.Vocabulary.Words);
        Assert.Equal([0, 1, 2, 2, 1, 0, 2], corpus.Train.data<long>().ToArray());
        Assert.Equal([3, 0, 2], corpus.Validation.data<long>().ToArray());
        Assert.Equal([4, 2], corpus.Test.data<long>().ToArray());
        Assert.Equal(Path.GetFileName(folder.Path), corpus.Name);
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_are_no_words()
    {
        using var folder = new TempFolder();
        Write(folder, "\uFEFFgrün blau\r\n", "blau\r\n", "grün\r\n");
        using var corpus = TextCorpus.Load(folder.Path + Path.DirectorySeparatorChar);
        Assert.Equal(["grün", "blau", "<eos>"], corpus.Vocabulary.Words);
        Assert.Equal(Path.GetFileName(folder.Path), corpus.Name);
    }

    [Fact]
    public void Read_as_a_model_knows_it_words_have_the_models_numbers_and_unknown_ones_that_of_unk()
    {
        using var folder = new TempFolder();
        Write(folder, "a b", "b zebra", "c");
        using var corpus = TextCorpus.Load(folder.Path, Vocabulary.Of(["<unk>", "c", "b", "a", "<eos>"]));
        Assert.Equal([3, 2, 4], corpus.Train.data<long>().ToArray());
        Assert.Equal([2, 0, 4], corpus.Validation.data<long>().ToArray());
        Assert.Equal([1, 4], corpus.Test.data<long>().ToArray());
        Assert.Equal(5, corpus.Vocabulary.Count);
        var error = Assert.Throws<DartsException>(() => TextCorpus.Load(folder.Path, Vocabulary.Of(["c", "b", "a", "<eos>"])));
        Assert.Equal($"'{folder.File("valid.txt")}': the model does not know the word 'zebra', and has no <unk> to take its place.", error.Message);
    }

    [Theory]
    [InlineData("train.txt", null, "Cannot read '{0}': there is no such file.")]
    [InlineData("valid.txt", null, "Cannot read '{0}': there is no such file.")]
    [InlineData("test.txt", null, "Cannot read '{0}': there is no such file.")]
    [InlineData("train.txt", "", "'{0}' is empty.")]
    [InlineData("valid.txt", "", "'{0}' is empty.")]
    [InlineData("test.txt", "a \u00E9", "'{0}' is no UTF-8 text.")]
    public void A_bad_file_is_named_with_what_is_wrong(string file, string? latin1, string message)
    {
        using var folder = new TempFolder();
        Write(folder, "a", "a", "a");
        if (latin1 is null)
            File.Delete(folder.File(file));
        else
            File.WriteAllBytes(folder.File(file), Encoding.Latin1.GetBytes(latin1));
        Refused(folder.Path, string.Format(null, message, folder.File(file)));
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_named()
    {
        using var folder = new TempFolder();
        Write(folder, "a", "a", "a");
        File.Delete(folder.File("valid.txt"));
        Directory.CreateDirectory(folder.File("valid.txt"));
        Refused(folder.Path, $"Cannot read '{folder.File("valid.txt")}': it is a folder.");
    }

    [Fact]
    public void A_path_that_is_no_folder_is_refused_with_what_a_text_is()
    {
        using var folder = new TempFolder();
        Refused(folder.File("none"), $"There is no folder '{folder.File("none")}'. A text is a folder with train.txt, valid.txt and test.txt.");
        File.WriteAllText(folder.File("text.txt"), "a");
        Refused(folder.File("text.txt"), $"There is no folder '{folder.File("text.txt")}'. A text is a folder with train.txt, valid.txt and test.txt.");
    }

    [Fact]
    public void A_fingerprint_changes_with_a_word_its_spelling_and_its_place()
    {
        string[] fingerprints = [.. new[] { ("a b c", "a"), ("a b d", "a"), ("a c b", "a"), ("a b c", "b") }.Select(texts =>
        {
            using var folder = new TempFolder();
            Write(folder, texts.Item1, texts.Item2, "a");
            using var corpus = TextCorpus.Load(folder.Path);
            Assert.Equal(TextFingerprint.Of(corpus), TextFingerprint.Of(corpus));
            return TextFingerprint.Of(corpus).Hash;
        })];
        Assert.Distinct(fingerprints);
    }

    private static void Refused(string folder, string message) => Assert.Equal(message, Assert.Throws<DartsException>(() => TextCorpus.Load(folder)).Message);

    private static void Write(TempFolder folder, params string[] texts)
    {
        foreach (var (file, text) in Files.Zip(texts))
            File.WriteAllText(folder.File(file), text);
    }
}
