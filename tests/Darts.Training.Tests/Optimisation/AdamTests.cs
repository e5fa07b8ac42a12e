using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class AdamTests
{
    [Theory]
    [InlineData(0.9, 0.999, 0)]
    [InlineData(0.5, 0.999, 1e-3)]
    [InlineData(0, 0.5, 0.1)]
    public void Steps_equal_those_of_TorchSharp(double beta1, double beta2, double weightDecay)
    {
        var problem = new Quadratics();
        using var ours = new Adam(problem.Ours, 0.01, beta1, beta2, weightDecay);
        using var theirs = optim.Adam(problem.Theirs, 0.01, beta1, beta2, weight_decay: weightDecay);
        for (var step = 0; step < 5; step++)
        {
            problem.Differentiate(step);
            ours.Step();
            theirs.step();
        }

        problem.AssertEqual(1e-7);
    }

    [Fact]
    public void The_first_step_follows_the_formula()
    {
        var weight = tensor(1.0).requires_grad_();
        using var adam = new Adam([("w", weight)], 0.1, 0.5, 0.9, 0.5, 0.25);
        weight.grad = tensor(1.5);
        adam.Step(); // g = 2; m = 1, v = 0.4; m̂ = 2, v̂ = 4; w = 1 − 0.1·2/(2 + 0.25)
        Assert.Equal(1, adam.MeanOf(0)!.item<double>(), 12);
        Assert.Equal(0.4, adam.SquareOf(0)!.item<double>(), 12);
        Assert.Equal(1 - (0.2 / 2.25), weight.item<double>(), 12);
        Assert.Equal(1, adam.StepsOf(0));
    }

    [Fact]
    public void A_parameter_without_a_gradient_does_not_count_the_step()
    {
        var (one, other) = (ones(1).requires_grad_(), ones(1).requires_grad_());
        using var adam = new Adam([("a", one), ("b", other)], 0.1);
        one.grad = ones(1);
        adam.Step();
        Assert.Equal((1, 0), (adam.StepsOf(0), adam.StepsOf(1)));
        Assert.Equal(["exp_avg.a", "exp_avg_sq.a", "step.a"], adam.SaveState().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_restored_state_continues_as_the_first()
    {
        var weight = ones(2).requires_grad_();
        using var first = new Adam([("w", weight)], 0.1, 0.5, 0.999, 1e-3);
        weight.grad = tensor([1.0f, -2.0f]);
        first.Step();
        var copy = weight.detach().clone().requires_grad_();
        using var second = new Adam([("w", copy)], 0.1, 0.5, 0.999, 1e-3);
        second.LoadState(first.SaveState());
        copy.grad = weight.grad;
        first.Step();
        second.Step();
        Assert.True(weight.equal(copy).all().item<bool>());
        Assert.Equal(2, second.StepsOf(0));
    }

    [Fact]
    public void A_state_of_other_parameters_is_refused()
    {
        using var adam = new Adam([("w", ones(2).requires_grad_())], 0.1);
        Assert.Throws<DartsException>(() => adam.LoadState(new Dictionary<string, Tensor> { ["exp_avg.v"] = ones(2) }));
        Assert.Throws<DartsException>(() => adam.LoadState(new Dictionary<string, Tensor> { ["exp_avg_sq.w"] = ones(1) }));
    }

    [Fact]
    public void Stepping_leaves_no_tensor_behind()
    {
        var weight = ones(2).requires_grad_();
        using var adam = new Adam([("w", weight)], 0.1, weightDecay: 0.1);
        weight.grad = ones(2);
        using var scope = NewDisposeScope();
        adam.Step();
        adam.Step();
        Assert.Equal(0, scope.DisposablesCount);
    }
}
