using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class TextScoreTests
{
    private static readonly Vocabulary Words = Vocabulary.Of(["<eos>", "<unk>", "a", "b", "c", "d", "e", "f", "g", "h", "i"]);

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(150)]
    public void Every_word_has_its_probability_after_all_words_before_the_first_after_the_end_of_a_line(int length)
    {
        string[] text = [.. Enumerable.Range(0, length).Select(place => Words.Words[(place * place + 3) % 11])];
        var model = TinyLanguageModel.Seeded(3);
        using var inference = model.ForInference();
        var score = TextScore.Of(inference, Words, text, "text");

        model.eval();
        Tensor read = tensor(text.Prepend("<eos>").SkipLast(1).Select(word => (long)Number(word)).ToArray()).unsqueeze(1), expected = model.forward(read, model.InitialHidden(1)).LogProbabilities;
        Assert.Equal(text, score.Words.Select(word => word.Word));
        Assert.All(score.Words.Select((word, place) => (word, place)), scored =>
            Assert.Equal(expected[scored.place, 0, Number(scored.word.Word)].item<float>(), scored.word.LogProbability, 1e-4));
        Assert.Equal(score.Words.Sum(word => word.LogProbability), score.LogProbability);
        Assert.Equal(Math.Exp(-score.LogProbability / length), score.Perplexity);
    }

    [Fact]
    public void An_unknown_word_is_scored_as_the_word_that_stands_for_it()
    {
        using var inference = TinyLanguageModel.Seeded(3).ForInference();
        var score = TextScore.Of(inference, Words, ["a", "zebra", "b"], "text");
        var unknown = TextScore.Of(inference, Words, ["a", "<unk>", "b"], "text");
        Assert.Equal(["a", "zebra", "b"], score.Words.Select(word => word.Word));
        Assert.Equal([true, false, true], score.Words.Select(word => word.Known));
        Assert.Equal(unknown.Words.Select(word => word.LogProbability), score.Words.Select(word => word.LogProbability));
    }

    [Fact]
    public void A_model_without_a_word_for_unknown_ones_refuses_them()
    {
        var words = Vocabulary.Of(["<eos>", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
        using var inference = TinyLanguageModel.Seeded(3).ForInference();
        Assert.Equal(
            "'letter.txt': the model does not know the word 'zebra', and has no <unk> to take its place.",
            Assert.Throws<DartsException>(() => TextScore.Of(inference, words, ["a", "zebra"], "letter.txt")).Message);
        Assert.Equal("'letter.txt' has no words.", Assert.Throws<DartsException>(() => TextScore.Of(inference, words, [], "letter.txt")).Message);
    }

    private static int Number(string word) => Words.TryFind(word, out int number) ? number : throw new InvalidOperationException(word);
}
