using Darts.Search.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Supernets;

/// <summary>In float32 the kernels compute the cells, in float64 libtorch does.</summary>
public sealed class SupernetKernelTests
{
    private const double Rounding = 2e-4;

    /// <summary>A value near 0 is on one side of a ReLU in float32 and on the other in float64 now and then, and so are two values of a window's maximum.</summary>
    private const double GradientRounding = 2e-3;

    [Theory]
    [InlineData(4, 3, 8, 16, 16)]
    [InlineData(6, 3, 3, 9, 7)]
    [InlineData(3, 1, 2, 5, 33)]
    [InlineData(2, 4, 5, 12, 20)]
    public void Values_gradients_and_running_statistics_are_libtorchs(int channels, int layers, int batch, int height, int width)
    {
        using var scope = NewDisposeScope();
        manual_seed(channels);
        using var single = new Supernet(channels, layers, classes: 5, inputChannels: 3);
        using var twice = new Supernet(channels, layers, classes: 5, inputChannels: 3).to(float64);
        CopyState(single, twice);
        Tensor normal = randn(14, 8), reduce = randn(14, 8), images = randn(batch, 3, height, width), direction = randn(batch, 5);
        using var alphas = Alphas(normal, reduce);
        using var alphasTwice = Alphas(normal.to(float64), reduce.to(float64));

        var logits = single.forward(images, alphas);
        var expected = twice.forward(images.to(float64), alphasTwice);
        (logits * direction).sum().backward();
        (expected * direction.to(float64)).sum().backward();

        Differences.AssertClose(expected, logits, Rounding, "logits");
        Differences.AssertClose(alphasTwice.Reduce.grad!, alphas.Reduce.grad!, GradientRounding, "reduce α");
        if (layers > 1)
            Differences.AssertClose(alphasTwice.Normal.grad!, alphas.Normal.grad!, GradientRounding, "normal α");
        var gradients = twice.named_parameters().ToDictionary(named => named.name, named => named.parameter.grad!);
        double whole = Math.Sqrt(gradients.Values.Sum(gradient => gradient.square().sum().item<double>()));
        foreach (var (name, parameter) in single.named_parameters())
        {
            double difference = (parameter.grad!.to(float64) - gradients[name]).norm().item<double>();
            Assert.True(difference <= GradientRounding * Math.Max(gradients[name].norm().item<double>(), whole / 100), $"{name}: {difference:e2} of {gradients[name].norm().item<double>():e2}");
        }
        var statistics = twice.named_buffers().ToDictionary(named => named.name, named => named.buffer);
        foreach (var (name, buffer) in single.named_buffers())
            Assert.True((buffer.to(float64) - statistics[name]).abs().max().item<double>() <= Rounding, name);

        single.eval();
        twice.eval();
        using var noGradients = no_grad();
        Differences.AssertClose(twice.forward(images.to(float64), alphasTwice), single.forward(images, alphas), Rounding, "evaluation");
    }

    private static ConvolutionalArchitecture Alphas(Tensor normal, Tensor reduce) => new(normal.clone().requires_grad_(), reduce.clone().requires_grad_());

    private static void CopyState(Supernet from, Supernet to)
    {
        using var noGradients = no_grad();
        var state = from.state_dict();
        foreach (var (name, tensor) in to.state_dict())
            tensor.copy_(state[name]);
    }
}
