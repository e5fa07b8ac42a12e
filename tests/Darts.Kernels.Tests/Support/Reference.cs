namespace Darts.Kernels.Tests.Support;

/// <summary>What kernels should compute, from the definitions, in float64.</summary>
internal static class Reference
{
    /// <summary>Visits every product of a depthwise convolution: input, tap and output by their places.</summary>
    public static void Visit(DepthwiseShape shape, int dilation, Action<int, int, int> product)
    {
        for (int row = 0; row < shape.OutputHeight; row++)
        {
            for (int column = 0; column < shape.OutputWidth; column++)
            {
                for (int tap = 0; tap < shape.Taps; tap++)
                {
                    int y = (row * shape.Stride) + (tap / shape.Kernel * dilation) - shape.Padding, x = (column * shape.Stride) + (tap % shape.Kernel * dilation) - shape.Padding;
                    if (y >= 0 && y < shape.Height && x >= 0 && x < shape.Width)
                        product((y * shape.Width) + x, tap, (row * shape.OutputWidth) + column);
                }
            }
        }
    }

    /// <summary>Fails unless all values are close, for sums of so many terms of at most 1.</summary>
    public static void AssertClose(double[] expected, ReadOnlySpan<float> actual, int terms, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        double bound = 2e-7 * (terms + 2);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= bound, $"{name}: {actual[i]} at {i}, not {expected[i]}.");
    }
}
