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

    [Fact]
    public void Pools_have_no_state()
    {
        Assert.Empty(new MaxPool3x3(1).state_dict());
        Assert.Empty(new AvgPool3x3(2).state_dict());
    }
}
