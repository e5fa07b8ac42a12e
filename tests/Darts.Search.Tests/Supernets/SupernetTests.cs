using Darts.Networks;
using Darts.Networks.Tests;
using Darts.Search.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Supernets;

[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class SupernetTests
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Sixteen_channels_and_eight_layers_have_the_published_number_of_parameters()
    {
        using var supernet = new Supernet(channels: 16, layers: 8, classes: 10, inputChannels: 3);
        Assert.Equal(1_930_618, supernet.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData(3, 4, 1, 12, 12)]
    [InlineData(4, 3, 3, 9, 7)]
    [InlineData(2, 3, 2, 5, 8)]
    [InlineData(2, 3, 1, 160, 220)]
    public void Values_gradients_and_running_statistics_are_those_of_the_plain_form(int channels, int layers, int inputChannels, int height, int width)
    {
        using var scope = NewDisposeScope();
        manual_seed(layers);
        using var supernet = new Supernet(channels, layers, classes: 5, inputChannels).to(TestDevice.Current).to(float64);
        var (normal, reduce) = (randn(14, 8, float64).to(TestDevice.Current), randn(14, 8, float64).to(TestDevice.Current));
        using var alphas = new ConvolutionalArchitecture(normal, reduce);
        normal.requires_grad_();
        reduce.requires_grad_();
        var images = randn(3, inputChannels, height, width, float64).to(TestDevice.Current);
        var state = Copy(supernet);
        supernet.train();
        var logits = supernet.forward(images, alphas);
        var plainLogits = new PlainSupernet(state, layers, training: true).Forward(images, normal, reduce);

        // Any function of the logits that treats them differently will do.
        var direction = randn_like(logits);
        (logits * direction).sum().backward();
        (plainLogits * direction).sum().backward();

        Differences.AssertClose(plainLogits, logits, Rounding, "logits");
        Differences.AssertClose(normal.grad!, alphas.Normal.grad!, Rounding, "normal α");
        Differences.AssertClose(reduce.grad!, alphas.Reduce.grad!, Rounding, "reduce α");
        foreach (var (name, gradient) in supernet.named_parameters().SelectMany(named => MergedNames.Split(named.name, named.parameter.grad!)))
            AssertSameOrNothing(state[name].grad!, gradient, name);
        foreach (var (name, tensor) in supernet.state_dict().Where(entry => entry.Key.Contains("running_", StringComparison.Ordinal)))
            AssertSameOrNothing(state[name], tensor, name);
        Assert.Equal(state.Count, supernet.state_dict().Count);

        supernet.eval();
        Differences.AssertClose(
            new PlainSupernet(state, layers, training: false).Forward(images, normal, reduce), supernet.forward(images, alphas), Rounding, "evaluation");
    }

    [Fact]
    public void Every_edge_names_the_pools_it_shares_with_others()
    {
        using var supernet = new Supernet(channels: 4, layers: 1, classes: 2, inputChannels: 1);
        var pooled = supernet.state_dict().Keys.Where(name => name.EndsWith("._ops.1.1.running_mean", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 14).Select(row => $"cells.0._ops.{row}._ops.1.1.running_mean").Order(), pooled.Order());
    }

    [Fact]
    public void Alpha_is_not_among_the_weights()
    {
        using var supernet = new Supernet(channels: 2, layers: 2, classes: 2, inputChannels: 1);
        using var alphas = ConvolutionalArchitecture.Initialise(1, CPU);
        var problem = new ImageProblem(supernet, alphas);
        Assert.DoesNotContain(problem.Weights, weight => weight.Name.Contains("alpha", StringComparison.Ordinal));
        Assert.Equal(supernet.parameters().Count(), problem.Weights.Count);
    }

    private static Dictionary<string, Tensor> Copy(Supernet supernet)
    {
        var parameters = supernet.named_parameters().SelectMany(named => MergedNames.Split(named.name, named.parameter)).Select(named => named.Name).ToHashSet();
        return supernet.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().requires_grad_(parameters.Contains(entry.Key)));
    }

    /// <summary>What is zero but for rounding (the gradient of a scale that a batch norm takes away, the mean of what one has centred) is compared absolutely.</summary>
    private static void AssertSameOrNothing(Tensor expected, Tensor actual, string name)
    {
        if (expected.norm().item<double>() > Rounding)
            Differences.AssertClose(expected, actual, Rounding, name);
        else
            Assert.True(actual.norm().item<double>() <= Rounding, $"{name} should be nothing.");
    }
}
