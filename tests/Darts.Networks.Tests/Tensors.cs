using static TorchSharp.torch;

namespace Darts.Networks.Tests;

/// <summary>Comparisons of tensors.</summary>
internal static class Tensors
{
    /// <summary>‖ours − theirs‖ / ‖theirs‖ in float64; ‖ours‖ where theirs is zero.</summary>
    public static double RelativeError(Tensor ours, Tensor theirs)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(theirs.shape, ours.shape);
        Tensor expected = theirs.detach().cpu().to(ScalarType.Float64);
        double norm = expected.norm().item<double>();
        double difference = (ours.detach().cpu().to(ScalarType.Float64) - expected).norm().item<double>();
        return norm == 0 ? difference : difference / norm;
    }

    public static void AssertClose(Tensor ours, Tensor theirs, double tolerance = 1e-6, string? what = null) =>
        Assert.True(RelativeError(ours, theirs) <= tolerance, $"{what} is off by {RelativeError(ours, theirs):g3}");

    public static void AssertEqual(Tensor ours, Tensor theirs) => Assert.True(ours.detach().equal(theirs.detach()).all().item<bool>() && ours.shape.SequenceEqual(theirs.shape));
}
