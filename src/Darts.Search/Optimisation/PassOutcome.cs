using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>What a pass over a batch gave, still on the device: reading it would wait for the device.</summary>
/// <param name="Loss">The mean cross-entropy, a tensor without dimensions, detached.</param>
/// <param name="Correct">How many images were classified correctly, int64, without dimensions.</param>
public sealed record PassOutcome(Tensor Loss, Tensor Correct) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Loss.Dispose();
        Correct.Dispose();
    }
}
