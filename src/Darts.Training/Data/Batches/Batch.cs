using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Images ready for a network.</summary>
/// <param name="Step">The step of the epoch it belongs to, from 0.</param>
/// <param name="Images">float32 [N, C, H, W], normalised, on the stream's device.</param>
/// <param name="Labels">int64 [N] on the same device.</param>
public sealed record Batch(int Step, Tensor Images, Tensor Labels) : IDisposable
{
    /// <summary>N.</summary>
    public int Count => (int)Labels.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
