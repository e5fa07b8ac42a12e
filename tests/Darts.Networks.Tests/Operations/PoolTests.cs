using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks.Tests.Operations;

[Trait(TestDevice.Trait, TestDevice.Any)]
public sealed class PoolTests
{
    // 0 1 2
    // 3 4 5
    // 6 7 8
    private static Tensor Image => arange(9, ScalarType.Float32).to(TestDevice.Current).reshape(1, 1, 3, 3);

    [Fact]
    public void Average_pooling_counts_only_pixels_that_exist()
    {
        using Tensor pooled = new AvgPool3x3(1).forward(Image);
        Assert.Equal([2, 2.5f, 3, 3.5f, 4, 4.5f, 5, 5.5f, 6], pooled.cpu().data<float>().ToArray());
    }

    [Fact]
    public void Max_pooling_looks_at_neighbours()
    {
        using Tensor pooled = new MaxPool3x3(1).forward(Image);
        Assert.Equal([4, 5, 5, 7, 8, 8, 7, 8, 8], pooled.cpu().data<float>().ToArray());
    }

    [Fact]
    public void Max_pooling_does_not_count_padding_as_zero()
    {
        using Tensor pooled = new MaxPool3x3(2).forward(Image - 10);
        Assert.Equal([-6, -5, -3, -2], pooled.cpu().data<float>().ToArray());
    }

    [Theory]
    [InlineData(1, 8, 8)]
    [InlineData(2, 16, 16)]
    [InlineData(1, 5, 21)]
    [InlineData(2, 7, 9)]
    public void Pools_and_their_gradients_are_libtorchs(int stride, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        // As behind a ReLU, many values are equal; and the gradient comes from a part of a larger map, as that of a cell's output does.
        Tensor values = randn(3, 4, height, width, device: TestDevice.Current).relu();
        foreach (Layer pool in (Layer[])[new MaxPool3x3(stride), new AvgPool3x3(stride)])
        {
            (Tensor output, Tensor gradient) = Pass(pool);
            CpuKernels.Without(() =>
            {
                (Tensor expected, Tensor expectedGradient) = Pass(pool);
                Tensors.AssertClose(output, expected, 1e-6, "output");
                Tensors.AssertClose(gradient, expectedGradient, 1e-6, "gradient");
            });
        }

        (Tensor Output, Tensor Gradient) Pass(Layer pool)
        {
            Tensor input = values.clone().requires_grad_(), output = pool.forward(input);
            Tensor joined = cat([output, output * 2], dim: 1);
            (joined * linspace(-1, 1, joined.numel(), device: TestDevice.Current).view(joined.shape)).sum().backward();
            return (output, input.grad!);
        }
    }

    [Fact]
    public void Pools_have_no_state()
    {
        Assert.Empty(new MaxPool3x3(1).state_dict());
        Assert.Empty(new AvgPool3x3(2).state_dict());
    }
}
