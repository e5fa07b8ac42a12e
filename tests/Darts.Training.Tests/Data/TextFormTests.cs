namespace Darts.Training.Tests;

public sealed class TextFormTests
{
    [Fact]
    public void A_lines_words_stand_between_white_space_and_its_end_is_one() => Assert.Equal(["a", "b", "<eos>"], TextForm.WordsOf("  a\tb "));

    [Theory]
    [InlineData("")]
    [InlineData("a b", "a", "b")]
    [InlineData("a b\n", "a", "b", "<eos>")]
    [InlineData("a\r\n\nb", "a", "<eos>", "<eos>", "b")]
    public void The_last_line_of_a_beginning_has_no_end(string text, params string[] words) => Assert.Equal(words, TextForm.WordsOfBeginning(text));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a b\nc\n\nd e")]
    [InlineData("a\n")]
    public void Joined_words_are_the_text(string text) => Assert.Equal(text, TextForm.Join(TextForm.WordsOfBeginning(text)));

    [Fact]
    public void A_vocabulary_has_every_word_once()
    {
        Assert.Equal(["b", "a"], Vocabulary.Of(["b", "a"]).Words);
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => Vocabulary.Of(["a", "b", "a"])).Message);
        Assert.Throws<ArgumentException>(() => Vocabulary.Of(["a", "a"]));
        Assert.Throws<ArgumentException>(() => Vocabulary.Of(["a", null]));
        Assert.Throws<ArgumentException>(() => Vocabulary.Of([""]));
    }
}
