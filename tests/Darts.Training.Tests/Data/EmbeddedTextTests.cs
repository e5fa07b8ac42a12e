using System.Globalization;
using System.Security.Cryptography;

namespace Darts.Training.Tests;

public sealed class EmbeddedTextTests
{
    [Fact]
    public void It_is_found_beside_the_assembly_with_the_sizes_its_readme_names()
    {
        using var text = TextCorpus.Load(DataSets.EmbeddedText);
        Assert.Equal("austen", text.Name);
        Assert.Equal(3000, text.Vocabulary.Count);
        string readme = Readme();
        Assert.Contains("The vocabulary has 3,000 words", readme);
        foreach (var (file, words) in new[] { ("train.txt", text.Train), ("valid.txt", text.Validation), ("test.txt", text.Test) })
        {
            string path = Path.Combine(DataSets.EmbeddedText, file);
            Assert.Contains($"| `{file}` | {Count(words.numel())} | {Count(File.ReadLines(path).Count())} | `{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}` |", readme);
        }
        Assert.Contains("Public domain.", readme);
    }

    [Fact]
    public void Every_word_occurs_in_the_part_to_train_on_and_is_in_the_form_that_is_described()
    {
        using var text = TextCorpus.Load(DataSets.EmbeddedText);
        Assert.Equal(text.Vocabulary.Count, text.Train.data<long>().ToArray().Distinct().Count());
        string[] special = ["<unk>", "<eos>", "N", "--"];
        Assert.All(text.Vocabulary.Words.Except(special), word => Assert.Matches("^([a-z]+(['-][a-z]+)*|'s|[.,;:!?])$", word));
        Assert.All(special, word => Assert.True(text.Vocabulary.TryFind(word, out _)));
    }

    private static string Readme() => File.ReadAllText(Path.Combine(DataSets.EmbeddedText, "README.md"));

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
