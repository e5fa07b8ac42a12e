using System.Globalization;
using Darts.EndToEnd.Tests.Support;
using Darts.Training;

namespace Darts.EndToEnd.Tests;

/// <summary><c>darts text</c>, and what the documents say of the text that comes with the tool.</summary>
public sealed class TextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prose_becomes_a_text_and_its_sizes_are_told()
    {
        string[] sentences = [.. Enumerable.Range(0, 400).Select(i => $"The {(i % 3 == 0 ? "cat" : "dog")} sat on mat {i}.")];
        await File.WriteAllTextAsync(_folder["a novel.txt"], string.Join("\n\n", sentences), TestContext.Current.CancellationToken);
        var result = (await Tool.RunAsync(_folder.Path, "text", "a novel.txt", "--vocabulary", "10", "-o", "made/of prose", "--json")).EndsWith(0);
        var told = result.LastJsonLine;
        Assert.Equal(_folder["made", "of prose"], told.GetProperty("folder").GetString());
        Assert.Equal((320 * 8, 40 * 8, 40 * 8, 9), (Number("train"), Number("validation"), Number("test"), Number("vocabulary")));
        Assert.InRange(told.GetProperty("bigramPerplexity").GetDouble(), 1, 2);
        Assert.InRange(told.GetProperty("unigramPerplexity").GetDouble(), 6, 10);
        Assert.Contains("2,560 words to train on", result.Error);
        Assert.Equal("the cat sat on mat N .", File.ReadLines(_folder["made", "of prose", "train.txt"]).First());

        int Number(string name) => told.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("text none.txt -o made", "Cannot read 'none.txt': there is no such file.")]
    [InlineData("text short.txt -o made", "There are 1 paragraphs of prose")]
    [InlineData("text short.txt -o made --vocabulary 2", "--vocabulary takes a whole number of at least 3, not '2'.")]
    [InlineData("text short.txt", "'--output'")]
    public async Task What_is_no_prose_is_refused(string words, string message)
    {
        await File.WriteAllTextAsync(_folder["short.txt"], "Short.", TestContext.Current.CancellationToken);
        (await Tool.RunAsync(_folder.Path, words.Split(' '))).Refuses(message);
        Assert.False(Directory.Exists(_folder["made"]));
    }

    [Fact]
    public void The_page_on_data_says_how_well_counting_foretells_the_embedded_text()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "data.md"));
        using var text = TextCorpus.Load(DataSets.EmbeddedText);
        var counted = NGramPerplexities.Of(text);
        foreach (var (name, perplexity) in new[] { ("unigram, add-one", counted.Unigram), ("bigram, add-one", counted.AddOneBigram), ("bigram, Kneser–Ney", counted.Bigram) })
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| {name} | {perplexity:0.0} |"), page, StringComparison.Ordinal);
        Assert.Contains(string.Create(
            CultureInfo.InvariantCulture,
            $"{text.Vocabulary.Count:N0} different words, {text.Train.numel():N0} to train on, {text.Validation.numel():N0} to validate with and {text.Test.numel():N0} to test with"), page, StringComparison.Ordinal);
    }
}
