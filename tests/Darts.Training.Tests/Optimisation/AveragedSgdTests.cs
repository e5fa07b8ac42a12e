using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class AveragedSgdTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Steps_and_averages_follow_the_formula_with_the_learning_rate_of_the_step_before(double weightDecay)
    {
        double[] rates = [0.1, 0.3, 0.05, 0.2, 0.4], gradients = [1, -2, 0.5, 3, -1];
        var weight = tensor(2.0, float64).requires_grad_();
        using var asgd = new AveragedSgd([("w", weight)], weightDecay);
        double w = 2, average = 0;
        for (int step = 0; step < rates.Length; step++)
        {
            (asgd.LearningRate, weight.grad) = (rates[step], tensor(gradients[step], float64));
            asgd.Step();
            w -= rates[Math.Max(0, step - 1)] * (gradients[step] + (weightDecay * w));
            average = step < 2 ? w : average + ((w - average) / step);
            Assert.Equal(w, weight.item<double>(), 1e-12);
            Assert.Equal(average, asgd.AverageOf(0)!.item<double>(), 1e-12);
        }
        Assert.Equal(rates.Length, asgd.Steps);
    }

    [Fact]
    public void With_one_learning_rate_steps_equal_those_of_TorchSharp_but_for_rounding()
    {
        var problem = new Quadratics();
        using var ours = new AveragedSgd(problem.Ours, 0.1, 1e-3);
        using var theirs = optim.ASGD(problem.Theirs, 1e-3, lambd: 0, weight_decay: 0.1, t0: 0);
        for (var step = 0; step < 5; step++)
        {
            problem.Differentiate(step);
            ours.Step();
            theirs.step();
        }
        problem.AssertEqual(1e-6);
    }

    [Fact]
    public void Averages_take_the_parameters_place_and_give_it_back_bit_by_bit()
    {
        var problem = new Quadratics();
        using var asgd = new AveragedSgd(problem.Ours, 0, 1e-3);
        for (var step = 0; step < 4; step++)
        {
            problem.Differentiate(step);
            asgd.Step();
        }
        Tensor[] before = [.. problem.Ours.Select(named => named.Parameter.detach().clone())];
        using (asgd.SwapIn())
        {
            Assert.All(Enumerable.Range(0, before.Length), index =>
            {
                Assert.True(problem.Ours[index].Parameter.equal(asgd.AverageOf(index)!).all().item<bool>());
                Assert.False(problem.Ours[index].Parameter.equal(before[index]).all().item<bool>());
            });
        }
        Assert.All(before.Zip(problem.Ours), pair => Assert.True(pair.First.equal(pair.Second.Parameter).all().item<bool>()));
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone_and_is_its_own_average()
    {
        var weight = ones(3).requires_grad_();
        using var asgd = new AveragedSgd([("w", weight)], 0.1, 1);
        asgd.Step();
        Assert.Null(asgd.AverageOf(0));
        using (asgd.SwapIn())
            Assert.Equal(3, weight.sum().item<float>());
        Assert.Equal(0, asgd.Steps);
    }

    [Fact]
    public void A_restored_state_continues_as_the_first()
    {
        var (one, other) = (new Quadratics(), new Quadratics());
        using var first = new AveragedSgd(one.Ours, 0.1, 1e-3);
        for (var step = 0; step < 3; step++)
        {
            one.Differentiate(step);
            first.Step();
        }
        using var second = new AveragedSgd(other.Ours, 0.1, 5);
        using (no_grad())
        {
            foreach (var (mine, theirs) in other.Ours.Zip(one.Ours))
                mine.Parameter.copy_(theirs.Parameter);
        }
        Assert.True(AveragedSgd.IsStateOf(first.SaveState()));
        second.LoadState(first.SaveState());
        foreach (var (problem, optimizer) in new[] { (one, first), (other, second) })
        {
            problem.Differentiate(3);
            optimizer.Step();
        }
        Assert.All(Enumerable.Range(0, one.Ours.Count), index =>
        {
            Assert.True(one.Ours[index].Parameter.equal(other.Ours[index].Parameter).all().item<bool>());
            Assert.True(first.AverageOf(index)!.equal(second.AverageOf(index)!).all().item<bool>());
        });
    }

    [Fact]
    public void A_state_that_was_not_begun_is_one_of_averages_too_and_that_of_another_optimizer_is_refused()
    {
        using var asgd = new AveragedSgd([("w", ones(2).requires_grad_())], 0);
        Assert.True(AveragedSgd.IsStateOf(asgd.SaveState()));
        using var sgd = new MomentumSgd([("w", ones(2).requires_grad_())], 0.9, 0);
        Assert.False(AveragedSgd.IsStateOf(sgd.SaveState()));
        Assert.Contains("momentum.w", Assert.Throws<DartsException>(() => asgd.LoadState(new Dictionary<string, Tensor> { ["momentum.w"] = ones(2) })).Message);
    }

    [Fact]
    public void Stepping_leaves_no_tensor_behind()
    {
        var weight = ones(2).requires_grad_();
        using var asgd = new AveragedSgd([("w", weight)], 0.1, 1);
        weight.grad = ones(2);
        using var scope = NewDisposeScope();
        for (var step = 0; step < 4; step++)
            asgd.Step();
        asgd.SwapIn().Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }
}
