using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>Both poolings of one value of a cell, each followed by a batch norm without scale and shift.</summary>
/// <remarks>
/// The original pools and normalises a value once for each edge that leaves it. A pool has no weights, and all edges from one value have the same stride, so
/// the results are the same tensors and the running statistics the same numbers: computing them once is exact, gradients included (they add up at the
/// shared result). Every edge registers these two batch norms under its own name, so that the state dict is the original's.
/// </remarks>
internal sealed class SharedPools
{
    private readonly MaxPool3x3 _max;
    private readonly AvgPool3x3 _average;

    public SharedPools(int channels, int stride)
    {
        _max = new MaxPool3x3(stride);
        _average = new AvgPool3x3(stride);
        MaxNorm = new BatchNorm(channels, affine: false);
        AverageNorm = new BatchNorm(channels, affine: false);
    }

    /// <summary>The batch norm after max pooling.</summary>
    public BatchNorm MaxNorm { get; }

    /// <summary>The batch norm after average pooling.</summary>
    public BatchNorm AverageNorm { get; }

    /// <summary>Max and average pooling, normalised; half of H and W at stride 2.</summary>
    /// <param name="value">[N, C, H, W].</param>
    public (Tensor Max, Tensor Average) Of(Tensor value)
    {
        using var max = _max.forward(value);
        using var average = _average.forward(value);
        return (MaxNorm.forward(max), AverageNorm.forward(average));
    }
}
