using static TorchSharp.torch;

namespace Darts.Search.Tests.Support;

/// <summary>How far tensors are from what they should be.</summary>
public static class Differences
{
    /// <summary>‖actual − expected‖ / ‖expected‖.</summary>
    public static double Relative(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        var (a, e) = (actual.detach().cpu().to(float64), expected.detach().cpu().to(float64));
        return (a - e).norm().item<double>() / e.norm().item<double>();
    }

    /// <summary>Fails unless the relative difference is at most <paramref name="tolerance"/>.</summary>
    public static void AssertClose(Tensor expected, Tensor actual, double tolerance, string name)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = Relative(actual, expected);
        Assert.True(difference <= tolerance, $"{name}: relative difference {difference:e2}, allowed {tolerance:e0}.");
    }

    /// <summary>Fails unless every element is the same.</summary>
    public static void AssertSame(Tensor expected, Tensor actual, string name) => Assert.True(expected.shape.SequenceEqual(actual.shape) && expected.cpu().bytes.SequenceEqual(actual.cpu().bytes), $"{name} differs.");
}
