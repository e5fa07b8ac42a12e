namespace Darts.Training.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void Numbers_are_the_same_for_ever()
    {
        // Recorded: a change would make every run that was stopped go on as another one.
        var random = new RandomStream(42);
        Assert.Equal([343, 950, 446, 977, 284, 913], Enumerable.Range(0, 6).Select(_ => random.Next(1000)));
        Assert.Equal([0, 3, 5, 1, 4, 7, 6, 2], new RandomStream(42).Permutation(8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void A_permutation_holds_every_number_once(int count) =>
        Assert.Equal(Enumerable.Range(0, count), new RandomStream(count).Permutation(count).Order());

    [Fact]
    public void All_orders_are_equally_likely()
    {
        var counts = Enumerable.Range(0, 6000).CountBy(seed => string.Join("", new RandomStream(seed).Permutation(3))).ToArray();
        Assert.Equal(6, counts.Length);
        Assert.All(counts, pair => Assert.InRange(pair.Value, 880, 1120));
    }
}
