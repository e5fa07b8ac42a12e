using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A recurrent cell for inference, with its own copy of the weights.</summary>
public abstract class LanguageReading : IDisposable
{
    /// <summary>The cell's outputs for a sequence; runs inside a dispose scope, without gradients.</summary>
    /// <param name="words">Embedded words, [T, B, E].</param>
    /// <param name="hidden">The state before, [B, H].</param>
    /// <returns>[T, B, H].</returns>
    public abstract Tensor Run(Tensor words, Tensor hidden);

    /// <inheritdoc/>
    public abstract void Dispose();
}
