namespace Darts.Kernels.Tests.Separable;

/// <summary>Chains give the same whatever the vectors and the threads; what they give, the tests of networks compare with libtorch.</summary>
public sealed class ConvolutionChainsTests
{
    private const float Rounding = 2e-4f;

    [Theory]
    [InlineData(8, 1)]
    [InlineData(4, 2)]
    [InlineData(1, 3)]
    [InlineData(16, 2)]
    public void All_widths_and_numbers_of_threads_agree_to_rounding(int lanes, int threads)
    {
        foreach (int stride in (int[])[1, 2])
        {
            using var expected = new TinyChains(stride);
            using var actual = new TinyChains(stride);
            expected.Run(VectorWidth.Scalar, threads: 1);
            actual.Run((VectorWidth)lanes, threads);
            foreach (var (one, other) in expected.Results.Zip(actual.Results))
            {
                for (int i = 0; i < one.Length; i++)
                    Assert.Equal(one[i], other[i], Rounding * Math.Max(1, Math.Abs(one[i])));
            }
        }
    }

    [Fact]
    public void The_same_threads_give_the_same_bits()
    {
        using var first = new TinyChains(stride: 1);
        using var second = new TinyChains(stride: 1);
        first.Run(VectorWidths.Widest, threads: 3);
        second.Run(VectorWidths.Widest, threads: 3);
        foreach (var (one, other) in first.Results.Zip(second.Results))
            Assert.True(one.Span.SequenceEqual(other.Span));
    }

    [Fact]
    public void Gradients_of_weights_are_the_slopes_of_the_output()
    {
        using var chains = new TinyChains(stride: 1);
        chains.Run(VectorWidths.Widest, threads: 2);
        double slope = chains.Slope(out double expected);
        Assert.Equal(expected, slope, 0.02 * Math.Abs(expected));
    }
}
