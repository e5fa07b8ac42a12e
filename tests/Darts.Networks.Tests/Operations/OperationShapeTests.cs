using static TorchSharp.torch;

namespace Darts.Networks.Tests.Operations;

public sealed class OperationShapeTests
{
    public static TheoryData<string, Func<int, Layer>> Operations => new()
    {
        { "max_pool_3x3", stride => new MaxPool3x3(stride) },
        { "avg_pool_3x3", stride => new AvgPool3x3(stride) },
        { "sep_conv_3x3", stride => new SepConv(4, 3, stride) },
        { "sep_conv_5x5", stride => new SepConv(4, 5, stride) },
        { "sep_conv_7x7", stride => new SepConv(4, 7, stride) },
        { "dil_conv_3x3", stride => new DilConv(4, 3, stride) },
        { "dil_conv_5x5", stride => new DilConv(4, 5, stride) },
        { "conv_7x1_1x7", stride => new FactorizedConv(4, 7, stride) },
        { "skip_connect", stride => stride == 1 ? new ReluConvBn(4, 4) : new FactorizedReduce(4, 4) },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Stride_1_keeps_the_resolution_and_stride_2_halves_it_rounding_up(string name, Func<int, Layer> operation)
    {
        using Tensor x = rand(2, 4, 13, 8);
        using Tensor kept = operation(1).forward(x), halved = operation(2).forward(x);
        Assert.True(kept.shape is [2, 4, 13, 8], name);
        Assert.True(halved.shape is [2, 4, 7, 4], name);
    }

    [Theory]
    [InlineData(31, 29)]
    [InlineData(31, 28)]
    [InlineData(30, 29)]
    [InlineData(3, 1)]
    public void Odd_inputs_are_padded_by_one_at_the_bottom_and_right(int height, int width)
    {
        using var scope = NewDisposeScope();
        using var reduce = new FactorizedReduce(4, 6);
        using var x = rand(2, 4, height, width);
        using var padded = zeros(2, 4, height + (height % 2), width + (width % 2));
        padded[.., .., ..height, ..width].copy_(x);
        Tensors.AssertEqual(reduce.forward(x), reduce.forward(padded));
    }

    [Fact]
    public void A_factorized_reduction_to_odd_channels_is_refused() => Assert.Throws<ArgumentException>(() => new FactorizedReduce(4, 5));
}
