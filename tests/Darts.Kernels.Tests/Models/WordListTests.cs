using Darts.Kernels.Inference;
using Darts.Kernels.Models;
using Darts.Kernels.Weights;

namespace Darts.Kernels.Tests.Models;

public sealed class WordListTests
{
    [Fact]
    public void A_word_has_the_number_of_its_place_and_a_strange_one_that_of_the_unknown()
    {
        var words = Of("""["<eos>", "the", "<unk>", "O’Neill"]""");
        Assert.Equal(["<eos>", "the", "<unk>", "O’Neill"], words);
        Assert.Equal("O’Neill", words[words.NumberOf("O’Neill")]);
        Assert.Equal(2, words.NumberOf("zebra"));
        Assert.Equal(0, words.NumberOf(WordList.EndOfLine));
        Assert.Contains("'zebra'", Assert.Throws<ArgumentException>(() => Of("""["<eos>"]""").NumberOf("zebra")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"a\", \"a\"]")]
    [InlineData("[\"a\", null]")]
    [InlineData("[\"a\", \"\"]")]
    [InlineData("[\"a\", 1]")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("")]
    public void A_list_that_is_damaged_is_refused(string list) =>
        Assert.Contains("The metadata of 'x' is damaged", Assert.Throws<WeightsException>(() => Of(list)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_without_words_is_refused() =>
        Assert.Contains("'x' does not say which words", Assert.Throws<WeightsException>(() => Of(null)).Message, StringComparison.Ordinal);

    private static WordList Of(string? list)
    {
        using var stream = new MemoryStream();
        WeightsWriter.Write(stream, [], list is null ? null : new Dictionary<string, string> { ["words"] = list });
        stream.Position = 0;
        using var file = WeightsFile.Read(stream, "x");
        return WordList.Of(file);
    }
}
