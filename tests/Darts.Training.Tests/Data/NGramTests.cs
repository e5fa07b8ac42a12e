using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class NGramTests
{
    private static readonly Func<Tensor, int, NGramModel>[] Kinds = [(text, v) => new Unigram(text, v), (text, v) => new AddOneBigram(text, v), (text, v) => new KneserNeyBigram(text, v)];

    /// <summary>a b a b a c with a further word d that is never seen: ab twice, ba twice, ac once.</summary>
    private static readonly long[] Ababac = [0, 1, 0, 1, 0, 2];

    public static TheoryData<int, int, int> RandomTexts => [(1, 40, 3), (2, 300, 20), (3, 2000, 50), (4, 2, 5), (5, 60, 60)];

    [Theory]
    [MemberData(nameof(RandomTexts))]
    public void After_every_word_the_probabilities_of_all_words_are_positive_and_sum_to_1(int seed, int length, int vocabulary)
    {
        var random = new Random(seed);
        // Squared, so that some words are frequent and others are not seen at all.
        using var text = tensor([.. Enumerable.Range(0, length).Select(_ => (long)(random.NextDouble() * random.NextDouble() * vocabulary))], int64);
        foreach (var model in Kinds.Select(kind => kind(text, vocabulary)))
        {
            for (int before = 0; before < vocabulary; before++)
            {
                double[] probabilities = [.. Enumerable.Range(0, vocabulary).Select(word => model.Probability(before, word))];
                Assert.All(probabilities, p => Assert.InRange(p, double.Epsilon, 1));
                Assert.Equal(1, probabilities.Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void Probabilities_counted_by_hand()
    {
        using var text = tensor(Ababac);
        var unigram = new Unigram(text, 4);
        Assert.Equal([4 / 10.0, 3 / 10.0, 2 / 10.0, 1 / 10.0], Enumerable.Range(0, 4).Select(word => unigram.Probability(3, word)));

        var addOne = new AddOneBigram(text, 4);
        Assert.Equal([1 / 7.0, 3 / 7.0, 2 / 7.0, 1 / 7.0], Enumerable.Range(0, 4).Select(word => addOne.Probability(0, word)));
        Assert.Equal(1 / 4.0, addOne.Probability(2, 0));

        // One pair occurs once and two occur twice: d = 1/(1 + 2·2). Each of a, b, c follows one word, so all spread alike: (1 − d + d·3/4)/3, and d: d·3/4/3.
        var kneserNey = new KneserNeyBigram(text, 4);
        double d = 0.2, seen = (1 - d + (d * 3 / 4)) / 3, unseen = d * 3 / 4 / 3;
        double[] afterA = [d * 2 * seen / 3, (2 - d + (d * 2 * seen)) / 3, (1 - d + (d * 2 * seen)) / 3, d * 2 * unseen / 3];
        Assert.All(afterA.Index(), expected => Assert.Equal(expected.Item, kneserNey.Probability(0, expected.Index), 1e-14));
        Assert.Equal(unseen, kneserNey.Probability(2, 3), 1e-14);
    }

    [Fact]
    public void A_perplexity_counted_by_hand_leaves_out_the_first_word()
    {
        using Tensor text = tensor(Ababac), other = tensor(new long[] { 3, 0, 1, 2 });
        Assert.Equal(Math.Pow(0.4 * 0.3 * 0.2, -1 / 3.0), new Unigram(text, 4).Perplexity(other), 1e-12);
        Assert.Equal(Math.Pow(1 / 4.0 * (3 / 7.0) * (1 / 6.0), -1 / 3.0), new AddOneBigram(text, 4).Perplexity(other), 1e-12);
    }

    [Fact]
    public void Where_every_word_is_as_likely_as_the_others_the_perplexity_is_their_number()
    {
        const int vocabulary = 7;
        // Every word follows every word once: 0 0 1 0 2 …, a text in which no pair says more than another.
        using var text = tensor([.. Enumerable.Range(0, vocabulary).SelectMany(a => Enumerable.Range(0, vocabulary).SelectMany(b => new long[] { a, b }))], int64);
        Assert.Equal(vocabulary, new Unigram(text, vocabulary).Perplexity(text), 1e-9);
        using var never = tensor([0L]);
        Assert.All(Kinds.Skip(1), kind => Assert.Equal(vocabulary, kind(never, vocabulary).Perplexity(text), 1e-9));
    }

    [Fact]
    public void Only_pairs_see_the_order_of_words()
    {
        long[] forth = [.. Enumerable.Range(0, 300).Select(i => (long)(i % 10))];
        using Tensor text = tensor(forth), backwards = tensor(forth.Reverse().ToArray());
        Assert.Equal(new Unigram(text, 10).Perplexity(text), new Unigram(text, 10).Perplexity(backwards), 0.02);
        foreach (var kind in Kinds.Skip(1))
        {
            Assert.InRange(kind(text, 10).Perplexity(text), 1, 1.4);
            Assert.InRange(kind(text, 10).Perplexity(backwards), 20, double.MaxValue);
        }
    }

    [Fact]
    public void A_single_word_foretells_nothing()
    {
        using var text = tensor([0L]);
        Assert.Equal("The text has a single word: there is nothing to foretell.", Assert.Throws<DartsException>(() => new Unigram(text, 2).Perplexity(text)).Message);
    }
}
