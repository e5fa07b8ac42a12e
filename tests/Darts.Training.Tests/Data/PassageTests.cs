namespace Darts.Training.Tests;

public sealed class PassageTests
{
    [Theory]
    [InlineData(3000, 35)]
    [InlineData(17, 4)]
    [InlineData(3, 35)]
    [InlineData(40, 2)]
    public void An_epoch_reads_every_word_once_and_leaves_at_most_the_last(int rows, int length)
    {
        var passages = Passage.CutForSearch(rows, length, seed: 3, epoch: 1);
        int next = 0;
        foreach (var passage in passages)
        {
            Assert.Equal(next, passage.Start);
            Assert.Contains(passage.Length, (int[])[length, length / 2]);
            Assert.Equal(Math.Min(passage.Length, rows - 1 - passage.Start), passage.Words);
            Assert.True(passage.Words > 0);
            next += passage.Length;
        }
        Assert.True(next >= rows - 2);
    }

    [Fact]
    public void One_passage_in_twenty_is_half_as_long_and_others_are_in_another_epoch()
    {
        var halves = Enumerable.Range(0, 40).Select(epoch => Passage.CutForSearch(35 * 100, 35, seed: 1, epoch)).Select(passages => passages.Select(passage => passage.Length == 17).ToArray()).ToArray();
        double share = halves.Average(epoch => epoch.Average(half => half ? 1.0 : 0.0));
        Assert.InRange(share, 0.035, 0.065);
        Assert.NotEqual(halves[0], halves[1]);
    }

    [Theory]
    [InlineData(3000, 35)]
    [InlineData(40, 5)]
    [InlineData(3, 35)]
    public void Training_reads_every_word_once_too_in_passages_of_more_than_one_word(int rows, int length)
    {
        int next = 0;
        foreach (var passage in Passage.CutForTraining(rows, length, seed: 3, epoch: 1))
        {
            Assert.Equal(next, passage.Start);
            Assert.InRange(passage.Length, Passage.Shortest, length + 20);
            Assert.Equal(Math.Min(passage.Length, rows - 1 - passage.Start), passage.Words);
            Assert.True(passage.Words > 1);
            next += passage.Length;
        }
        Assert.True(next >= rows - 2);
    }

    [Fact]
    public void Lengths_in_training_are_normal_around_the_whole_length_or_its_half_and_the_same_for_a_seed()
    {
        var passages = Enumerable.Range(0, 40).Select(epoch => Passage.CutForTraining(35 * 100, 35, seed: 1, epoch)).ToArray();
        int[] lengths = [.. passages.SelectMany(epoch => epoch.Select(passage => passage.Length))];
        // 0.95 · N(35, 5) + 0.05 · N(17.5, 5), rounded down.
        Assert.InRange(lengths.Average(), 33.3, 33.9);
        Assert.InRange(lengths.Average(length => length is >= 30 and < 40 ? 1.0 : 0.0), 0.62, 0.68);
        Assert.InRange(lengths.Average(length => length <= 17 ? 1.0 : 0.0), 0.015, 0.035);

        Assert.Equal(passages[3], Passage.CutForTraining(35 * 100, 35, seed: 1, epoch: 3));
        Assert.NotEqual(passages[3], Passage.CutForTraining(35 * 100, 35, seed: 2, epoch: 3));
        Assert.NotEqual(passages[3], passages[4]);
    }

    [Fact]
    public void The_validation_text_is_gone_round_from_its_beginning()
    {
        Assert.Equal(new Passage(30, 4, 4), new Passage(30, 4, 4).In(rows: 50, length: 4));
        Assert.Equal(new Passage(1, 4, 4), new Passage(50, 2, 2).In(rows: 50, length: 4));
        Assert.Equal(new Passage(48, 1, 4), new Passage(48, 4, 4).In(rows: 50, length: 4));
    }
}
