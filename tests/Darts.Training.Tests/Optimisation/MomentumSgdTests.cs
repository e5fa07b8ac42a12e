using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class MomentumSgdTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 0)]
    [InlineData(0, 0.1)]
    [InlineData(0.9, 3e-4)]
    public void Steps_equal_those_of_TorchSharp_but_for_the_rounding_of_a_multiply_add(double momentum, double weightDecay)
    {
        var problem = new Quadratics();
        using var ours = new MomentumSgd(problem.Ours, momentum, weightDecay, 1e-3);
        using var theirs = optim.SGD(problem.Theirs, 1e-3, momentum, weight_decay: weightDecay);
        for (var step = 0; step < 5; step++)
        {
            problem.Differentiate(step);
            ours.Step();
            theirs.step();
        }

        problem.AssertEqual(1e-6);
    }

    [Fact]
    public void The_first_two_steps_follow_the_formula()
    {
        var weight = tensor(2.0f).requires_grad_();
        using var sgd = new MomentumSgd([("w", weight)], 0.5, 0.25, 0.1);
        weight.grad = tensor(1.0f);
        sgd.Step(); // g = 1 + 0.25·2 = 1.5; m = 1.5; w = 2 − 0.15
        Assert.Equal(1.5f, sgd.Momentum["w"]!.item<float>());
        Assert.Equal(1.85f, weight.item<float>(), 6);
        sgd.Step(); // g = 1 + 0.25·1.85 = 1.4625; m = 0.75 + 1.4625 = 2.2125; w = 1.85 − 0.22125
        Assert.Equal(2.2125f, sgd.MomentumOf(0)!.item<float>(), 6);
        Assert.Equal(1.62875f, weight.item<float>(), 6);
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone()
    {
        var weight = ones(3).requires_grad_();
        using var sgd = new MomentumSgd([("w", weight)], 0.9, 0.1, 1);
        sgd.Step();
        Assert.Equal(3, weight.sum().item<float>());
        Assert.Null(sgd.MomentumOf(0));
        Assert.Empty(sgd.SaveState());
    }

    [Fact]
    public void The_gradient_itself_is_not_changed()
    {
        var weight = ones(1).requires_grad_();
        using var sgd = new MomentumSgd([("w", weight)], 0.9, 0.1, 1);
        weight.grad = full(1, 2f);
        sgd.Step();
        sgd.Step();
        Assert.Equal(2, weight.grad.item<float>());
    }

    [Fact]
    public void Dropped_gradients_are_gone()
    {
        var weight = ones(1).requires_grad_();
        using var sgd = new MomentumSgd([("w", weight)], 0.9, 0);
        weight.grad = ones(1);
        sgd.ZeroGrad();
        Assert.Null(weight.grad);
    }

    [Fact]
    public void A_restored_state_continues_as_the_first()
    {
        var (one, other) = (new Quadratics(), new Quadratics());
        using var first = new MomentumSgd(one.Ours, 0.9, 0.1, 1e-3);
        one.Differentiate(0);
        first.Step();
        using var second = new MomentumSgd(other.Ours, 0.9, 0.1, 1e-3);
        using (no_grad())
        {
            foreach (var (mine, theirs) in other.Ours.Zip(one.Ours))
            {
                mine.Parameter.copy_(theirs.Parameter);
            }
        }

        second.LoadState(first.SaveState());
        foreach (var (problem, optimizer) in new[] { (one, first), (other, second) })
        {
            problem.Differentiate(1);
            optimizer.Step();
        }

        Assert.All(one.Ours.Zip(other.Ours), pair => Assert.True(pair.First.Parameter.equal(pair.Second.Parameter).all().item<bool>()));
    }

    [Fact]
    public void A_loaded_state_is_a_copy()
    {
        var weight = ones(2).requires_grad_();
        using var sgd = new MomentumSgd([("w", weight)], 0.9, 0, 1);
        using var saved = ones(2);
        sgd.LoadState(new Dictionary<string, Tensor> { ["momentum.w"] = saved });
        weight.grad = ones(2);
        sgd.Step();
        Assert.Equal(2, saved.sum().item<float>());
        Assert.Equal(1.9f, sgd.MomentumOf(0)![0].item<float>(), 6);
    }

    [Fact]
    public void A_state_of_other_parameters_is_refused()
    {
        using var sgd = new MomentumSgd([("w", ones(2).requires_grad_())], 0.9, 0);
        var name = Assert.Throws<DartsException>(() => sgd.LoadState(new Dictionary<string, Tensor> { ["momentum.v"] = ones(2) }));
        Assert.Contains("momentum.v", name.Message);
        var shape = Assert.Throws<DartsException>(() => sgd.LoadState(new Dictionary<string, Tensor> { ["momentum.w"] = ones(3) }));
        Assert.Contains("[3]", shape.Message);
    }

    [Fact]
    public void Stepping_leaves_no_tensor_behind()
    {
        var weight = ones(2).requires_grad_();
        using var sgd = new MomentumSgd([("w", weight)], 0.9, 0.1, 1);
        weight.grad = ones(2);
        using var scope = NewDisposeScope();
        sgd.Step();
        sgd.Step();
        Assert.Equal(0, scope.DisposablesCount);
    }
}
