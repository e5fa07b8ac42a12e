namespace Darts.Training.Tests;

public sealed class AveragingTriggerTests
{
    [Fact]
    public void It_fires_when_a_loss_is_above_the_least_of_those_long_past()
    {
        var trigger = new AveragingTrigger(2);
        // Of the past, before 4.6: 5, 4.5 | 4.8, 4.7. The least of the first part is 4.5.
        Assert.Equal([false, false, false, false, true], new[] { 5, 4.5, 4.8, 4.7, 4.6 }.Select(trigger.Fires));
    }

    [Fact]
    public void It_does_not_fire_as_long_as_losses_fall_however_slowly()
    {
        var trigger = new AveragingTrigger(5);
        Assert.DoesNotContain(true, Enumerable.Range(0, 50).Select(epoch => trigger.Fires(9 - (epoch * 1e-6))));
    }

    [Fact]
    public void It_needs_one_loss_more_than_its_patience()
    {
        var trigger = new AveragingTrigger(3);
        Assert.Equal([false, false, false, false, true], new double[] { 1, 2, 2, 2, 2 }.Select(trigger.Fires));
    }

    [Fact]
    public void It_goes_on_where_it_was()
    {
        var (whole, first, second) = (new AveragingTrigger(1), new AveragingTrigger(1), new AveragingTrigger(1));
        double[] losses = [3, 2, 2.5, 1, 1.5, 2];
        bool[] expected = [.. losses.Select(whole.Fires)], before = [.. losses.Take(3).Select(first.Fires)];
        second.Restore(first.Losses);
        Assert.Equal(expected, before.Concat(losses.Skip(3).Select(second.Fires)));
        Assert.Equal(losses, second.Losses);
    }
}
