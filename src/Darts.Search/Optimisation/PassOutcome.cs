using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>What a pass over a batch gave, off the graph but still on the device: reading it would wait for the device.</summary>
/// <param name="Loss">The mean cross-entropy, a tensor without dimensions.</param>
/// <param name="Output">What the network computed: of images the logits, [N, classes]; of words the state after the last one, [B, H].</param>
public sealed record PassOutcome(Tensor Loss, Tensor Output) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Loss.Dispose();
        Output.Dispose();
    }
}
