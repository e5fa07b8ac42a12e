using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>What a pass over a batch gave, off the graph but still on the device: reading it would wait for the device.</summary>
/// <param name="Loss">The mean cross-entropy, a tensor without dimensions.</param>
/// <param name="Logits">[N, classes].</param>
public sealed record PassOutcome(Tensor Loss, Tensor Logits) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Loss.Dispose();
        Logits.Dispose();
    }
}
