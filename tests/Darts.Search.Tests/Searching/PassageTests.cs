namespace Darts.Search.Tests.Searching;

public sealed class PassageTests
{
    [Theory]
    [InlineData(3000, 35)]
    [InlineData(17, 4)]
    [InlineData(3, 35)]
    [InlineData(40, 2)]
    public void An_epoch_reads_every_word_once_and_leaves_at_most_the_last(int rows, int length)
    {
        var passages = Passage.Cut(rows, length, seed: 3, epoch: 1);
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
        var halves = Enumerable.Range(0, 40).Select(epoch => Passage.Cut(35 * 100, 35, seed: 1, epoch)).Select(passages => passages.Select(passage => passage.Length == 17).ToArray()).ToArray();
        double share = halves.Average(epoch => epoch.Average(half => half ? 1.0 : 0.0));
        Assert.InRange(share, 0.035, 0.065);
        Assert.NotEqual(halves[0], halves[1]);
    }

    [Fact]
    public void The_validation_text_is_gone_round_from_its_beginning()
    {
        Assert.Equal(new Passage(30, 4, 4), new Passage(30, 4, 4).In(rows: 50, length: 4));
        Assert.Equal(new Passage(1, 4, 4), new Passage(50, 2, 2).In(rows: 50, length: 4));
        Assert.Equal(new Passage(48, 1, 4), new Passage(48, 4, 4).In(rows: 50, length: 4));
    }
}
