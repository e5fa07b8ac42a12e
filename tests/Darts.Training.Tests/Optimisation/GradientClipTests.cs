using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class GradientClipTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(5)]
    [InlineData(1e9)]
    public void Gradients_equal_those_TorchSharp_clips(double maxNorm)
    {
        var problem = new Quadratics();
        problem.Differentiate(0);
        using var norm = GradientClip.Apply(problem.Ours, maxNorm);
        var expected = nn.utils.clip_grad_norm_(problem.Theirs, maxNorm);
        Assert.Equal(expected, norm.item<float>(), expected * 1e-6);
        Assert.All(problem.Ours.Zip(problem.Theirs), pair => Assert.True(pair.First.Parameter.grad!.allclose(pair.Second.grad!, 1e-6, 0)));
    }

    [Fact]
    public void The_formula_of_PyTorch_is_used()
    {
        var weight = zeros(2, float64).requires_grad_();
        weight.grad = tensor([3.0, 4.0]);
        using var norm = GradientClip.Apply([("w", weight)], 1);
        Assert.Equal(5, norm.item<double>(), 12);
        Assert.Equal(3 / (5 + 1e-6), weight.grad[0].item<double>(), 12);
    }

    [Fact]
    public void Parameters_without_gradients_have_norm_zero()
    {
        using var norm = GradientClip.Apply([("w", ones(2).requires_grad_())], 1);
        Assert.Equal(0, norm.item<float>());
        Assert.Equal(0, norm.dim());
    }

    [Fact]
    public void Only_the_norm_is_left_behind()
    {
        var weight = ones(2).requires_grad_();
        weight.grad = ones(2);
        using var scope = NewDisposeScope();
        _ = GradientClip.Apply([("w", weight)], 1);
        Assert.Equal(1, scope.DisposablesCount);
    }
}
