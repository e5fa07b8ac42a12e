namespace Darts.Kernels.Tests.Threads;

/// <summary>Every item is done once, whoever does it.</summary>
public sealed class TeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_item_is_done_once_in_each_of_a_thousand_rounds(int threads)
    {
        using var team = Team.Of(threads);
        for (int round = 0; round < 1_000; round++)
        {
            var work = new Counting(round % 17);
            team.Run(work, work.Done.Length);
            Assert.All(work.Done, count => Assert.Equal(1, count));
            Assert.InRange(work.HighestThread, 0, threads - 1);
        }
    }

    [Fact]
    public void A_team_that_has_slept_wakes_up()
    {
        using var team = Team.Of(3);
        for (int round = 0; round < 5; round++)
        {
            Thread.Sleep(20);
            var work = new Counting(100);
            team.Run(work, 100);
            Assert.All(work.Done, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Running_allocates_nothing()
    {
        using var team = Team.Of(2);
        var work = new Counting(8);
        team.Run(work, 8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        team.Run(work, 8);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_team_without_threads_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Team.Of(0));

    private sealed class Counting(int items) : IWork
    {
        public int[] Done { get; } = new int[items];

        public int HighestThread { get; private set; }

        public void Do(int item, int thread)
        {
            Interlocked.Increment(ref Done[item]);
            if (thread > HighestThread)
                HighestThread = thread;
        }
    }
}
