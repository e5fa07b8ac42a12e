using System.Text;
using Darts.Networks;

namespace Darts.Training.Tests;

public sealed class TextMakerTests
{
    [Theory]
    [InlineData("“It’s late,” said she; “Mr. Bennet's asleep!” _He_ was.", "it 's late , said she ; mr bennet 's asleep !|he was .")]
    [InlineData("In 1,813 (or 1814) he went to St. Ives--alone. \"Why?\" asked Dr. A. Grant.", "in N or N he went to st ives -- alone .|why ? asked dr a grant .")]
    [InlineData("So am I. And you?", "so am i .|and you ?")]
    [InlineData("Well-bred, d'ye see — ok… “Yes!” cried he.", "well-bred , d'ye see -- ok yes ! cried he .")]
    [InlineData("Größe zählt.", "größe zählt .")]
    [InlineData("* * * [1].", "N .")]
    public void Sentences_become_words(string paragraph, string expected) =>
        Assert.Equal(expected, string.Join('|', PlainText.Sentences(paragraph).Select(words => string.Join(' ', words))));

    [Fact]
    public void Paragraphs_stand_between_empty_lines_and_headings_are_none() =>
        Assert.Equal(["One, and more.", "Two!"], PlainText.Paragraphs(["PRIDE", "", "Chapter 1", "", "  One,", "and more. ", " ", "", "Two!", "", "THE END"]));

    [Fact]
    public void Of_ten_blocks_the_fifth_is_for_validation_and_the_tenth_for_the_test()
    {
        using var folder = new TempFolder();
        string[] names = [.. Enumerable.Range(0, 13).Select(block => $"{(char)('a' + block)}")];
        Write(folder, "plain.txt", names.SelectMany(name => Enumerable.Repeat($"block {name}.", TextMaker.BlockLength)));
        TextMaker.Make([folder.File("plain.txt")], 100, Path.Combine(folder.Path, "made"));

        string[] train = [.. names.Where(name => name is not ("e" or "j"))];
        Assert.Equal(train.SelectMany(name => Enumerable.Repeat($"block {name} .", TextMaker.BlockLength)), File.ReadLines(folder.File("made", "train.txt")));
        Assert.Equal(Enumerable.Repeat("block <unk> .", TextMaker.BlockLength), File.ReadLines(folder.File("made", "valid.txt")));
        Assert.Equal(Enumerable.Repeat("block <unk> .", TextMaker.BlockLength), File.ReadLines(folder.File("made", "test.txt")));
    }

    [Fact]
    public void The_most_frequent_words_stay_and_of_equals_the_first_by_their_letters()
    {
        using var folder = new TempFolder();
        Write(folder, "one.txt", Enumerable.Repeat("b a, common", 200));
        Write(folder, "two.txt", Enumerable.Repeat("common.", 200));
        TextMaker.Make([folder.File("one.txt"), folder.File("two.txt")], 6, folder.Path);
        Assert.Equal("<unk> a , common", File.ReadLines(folder.File("train.txt")).First());
        using var corpus = TextCorpus.Load(folder.Path);
        Assert.Equal(6, corpus.Vocabulary.Count);
    }

    [Fact]
    public void What_cannot_be_made_is_refused_and_nothing_is_written()
    {
        using var folder = new TempFolder();
        string made = Path.Combine(folder.Path, "made");
        Refused([folder.File("none.txt")], $"Cannot read '{folder.File("none.txt")}': there is no such file.");
        Write(folder, "short.txt", Enumerable.Repeat("Too short.", 360));
        Refused([folder.File("short.txt")], "There are 360 paragraphs of prose, with empty lines between them: too few; it takes more than 360 to set some apart for validation and test.");
        File.WriteAllBytes(folder.File("latin1.txt"), Encoding.Latin1.GetBytes("é."));
        Refused([folder.File("latin1.txt")], $"'{folder.File("latin1.txt")}' is no UTF-8 text.");
        Assert.False(Path.Exists(made));

        Write(folder, "long.txt", Enumerable.Repeat("Long enough.", 400));
        File.WriteAllText(made, "a file");
        Assert.Contains($"'{made}'", Assert.Throws<DartsException>(() => TextMaker.Make([folder.File("long.txt")], 10, made)).Message);

        void Refused(string[] files, string message) => Assert.Equal(message, Assert.Throws<DartsException>(() => TextMaker.Make(files, 10, made)).Message);
    }

    private static void Write(TempFolder folder, string file, IEnumerable<string> paragraphs) => File.WriteAllText(folder.File(file), string.Join("\n\n", paragraphs));
}
