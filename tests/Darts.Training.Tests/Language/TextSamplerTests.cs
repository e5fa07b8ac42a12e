using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class TextSamplerTests : IDisposable
{
    private static readonly Vocabulary Words = Vocabulary.Of(["<eos>", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);

    private readonly TinyLanguageModel _model = TinyLanguageModel.Seeded(3);
    private readonly LanguageInference _inference;

    public TextSamplerTests()
    {
        // Some words likelier than others.
        using (no_grad())
            _model.get_parameter("decoder.bias")!.copy_(linspace(-1, 1, 11));
        _inference = _model.ForInference();
    }

    public void Dispose()
    {
        _inference.Dispose();
        _model.Dispose();
    }

    [Fact]
    public void A_seed_gives_a_text_and_another_one_another()
    {
        Assert.Equal(Text(1, 5), Text(1, 5));
        Assert.NotEqual(Text(1, 5), Text(1, 6));
        Assert.All(Text(1, 5), word => Assert.Contains(word, Words.Words));
    }

    [Fact]
    public void At_no_temperature_the_likeliest_word_follows_whatever_the_seed()
    {
        string[] text = Text(0, 5);
        Assert.Equal(text, Text(0, 6));
        var score = TextScore.Of(_inference, Words, [.. Words.Words.Skip(3).Take(2), .. text], "text");
        // No other word in its place would have been likelier.
        for (int place = 2; place < 6; place++)
        {
            foreach (string other in Words.Words)
                Assert.True(TextScore.Of(_inference, Words, [.. score.Words.Take(place).Select(word => word.Word), other], "text").Words[^1].LogProbability <= score.Words[place].LogProbability);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Words_are_drawn_as_often_as_the_model_and_the_temperature_say(double temperature)
    {
        const int Draws = 4000;
        double[] expected = [.. Words.Words.Select(word => Math.Exp(TextScore.Of(_inference, Words, [word], "text").LogProbability / temperature))];
        double all = expected.Sum();
        string[] drawn = [.. Enumerable.Range(0, Draws).Select(seed => new TextSampler(_inference, Words, temperature, seed).Continue([]).First())];
        for (int word = 0; word < Words.Count; word++)
        {
            double share = expected[word] / all;
            // Five standard deviations.
            Assert.Equal(share, drawn.Count(one => one == Words.Words[word]) / (double)Draws, 5 * Math.Sqrt(share * (1 - share) / Draws));
        }
    }

    [Fact]
    public void A_text_goes_on_as_if_its_own_words_had_been_the_beginning()
    {
        string[] text = Text(0, 1);
        int[] numbers = [.. text.Select(word => Words.TryFind(word, out int number) ? number : -1)];
        for (int words = 0; words < 5; words++)
            Assert.Equal(text[words], new TextSampler(_inference, Words, 0, 1).Continue([3, 4, .. numbers.Take(words)]).First());
    }

    private string[] Text(double temperature, long seed) => [.. new TextSampler(_inference, Words, temperature, seed).Continue([3, 4]).Take(30)];
}
