using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(0.025, 0, 600)]
    [InlineData(0.025, 0.001, 50)]
    [InlineData(0.1, 0.01, 3)]
    public void The_cosine_equals_TorchSharps_recursion(double baseRate, double minimum, int epochs)
    {
        using var optimizer = optim.SGD([new TorchSharp.Modules.Parameter(ones(1))], baseRate);
        var theirs = optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs, minimum);
        var ours = new CosineSchedule(baseRate, minimum, epochs);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            Assert.Equal(optimizer.ParamGroups.First().LearningRate, ours.At(epoch), 9);
            theirs.step();
        }
    }

    [Fact]
    public void The_cosine_starts_at_the_base_and_ends_at_the_minimum()
    {
        var schedule = new CosineSchedule(0.025, 0.001, 50);
        Assert.Equal(0.025, schedule.At(0));
        Assert.Equal(0.013, schedule.At(25), 12);
        Assert.Equal(0.001, schedule.At(50), 12);
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, 0.097)]
    [InlineData(2, 0.09409)]
    public void The_steps_multiply_by_gamma(int epoch, double rate) => Assert.Equal(rate, new StepSchedule(0.1, 0.97, 1).At(epoch), 12);

    [Fact]
    public void A_step_of_several_epochs_keeps_the_rate_between() =>
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25], Enumerable.Range(0, 7).Select(new StepSchedule(1, 0.5, 3).At));
}
