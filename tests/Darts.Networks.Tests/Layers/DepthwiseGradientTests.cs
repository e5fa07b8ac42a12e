using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks.Tests.Layers;

public sealed class DepthwiseGradientTests
{
    private const double Tolerance = 1e-5;

    public static MatrixTheoryData<int, int, bool> Cases => new([3, 5, 7], [1, 2], [true, false]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_libtorchs_own(int kernel, int dilation, bool learns)
    {
        using var scope = NewDisposeScope();
        manual_seed(kernel + dilation);
        Tensor value = randn(3, 5, 11, 8), weight = randn(5, 1, kernel, kernel);
        var (output, input, learned) = Gradients(value, weight, learns, (x, w) => DepthwiseGradient.TryConvolve(x, w, Geometry(kernel, dilation))!);
        var (expected, expectedInput, expectedLearned) = Gradients(value, weight, learns, (x, w) => Libtorch(x, w, Geometry(kernel, dilation)));
        Assert.True(output.Equals(expected));
        Tensors.AssertClose(input, expectedInput, Tolerance, "input");
        Assert.Equal(learns, learned is not null);
        if (learned is not null)
            Tensors.AssertClose(learned, expectedLearned!, Tolerance, "weight");
    }

    [Fact]
    public void A_value_that_others_read_too_gets_the_sum()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        Tensor value = randn(2, 4, 6, 6), weight = randn(4, 1, 3, 3);
        var (_, input, learned) = Gradients(value, weight, learns: true, (x, w) => DepthwiseGradient.TryConvolve(x, w, Geometry(3, 1))! * x);
        var (_, expected, expectedLearned) = Gradients(value, weight, learns: true, (x, w) => Libtorch(x, w, Geometry(3, 1)) * x);
        Tensors.AssertClose(input, expected, Tolerance, "input");
        Tensors.AssertClose(learned!, expectedLearned!, Tolerance, "weight");
    }

    [Fact]
    public void A_stride_a_full_convolution_and_a_value_without_gradient_are_left_to_libtorch()
    {
        using var scope = NewDisposeScope();
        Tensor value = randn(2, 4, 6, 6).requires_grad_(), weight = randn(4, 1, 3, 3);
        Assert.NotNull(DepthwiseGradient.TryConvolve(value, weight, Geometry(3, 1)));
        Assert.Null(DepthwiseGradient.TryConvolve(value, weight, Geometry(3, 1) with { Strides = [2, 2] }));
        Assert.Null(DepthwiseGradient.TryConvolve(value, weight, Geometry(3, 1) with { Padding = [0, 0] }));
        Assert.Null(DepthwiseGradient.TryConvolve(value, randn(4, 4, 3, 3), Geometry(3, 1)));
        Assert.Null(DepthwiseGradient.TryConvolve(value, randn(8, 1, 3, 3), Geometry(3, 1)));
        Assert.Null(DepthwiseGradient.TryConvolve(value.detach(), weight, Geometry(3, 1)));
        Assert.Null(DepthwiseGradient.TryConvolve(value.to(float64), weight.to(float64), Geometry(3, 1)));
        using (no_grad())
            Assert.Null(DepthwiseGradient.TryConvolve(value, weight, Geometry(3, 1)));
    }

    private static ConvolutionGeometry Geometry(int kernel, int dilation)
    {
        int padding = dilation * (kernel - 1) / 2;
        return new([1, 1], [padding, padding], [dilation, dilation], Groups: 4, Branches: 1);
    }

    private static Tensor Libtorch(Tensor value, Tensor weight, ConvolutionGeometry geometry) =>
        F.conv2d(value, weight, null, geometry.Strides, geometry.Padding, geometry.Dilation, weight.shape[0]);

    private static (Tensor Output, Tensor Input, Tensor? Weight) Gradients(Tensor value, Tensor weight, bool learns, Func<Tensor, Tensor, Tensor> convolve)
    {
        Tensor input = value.clone().requires_grad_(), learned = weight.clone().requires_grad_(learns);
        var output = convolve(input, learned);
        (output * arange(output.numel()).reshape(output.shape).cos()).sum().backward();
        return (output, input.grad!, learned.grad);
    }
}
