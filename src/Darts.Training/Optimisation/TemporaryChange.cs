using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Tensors that are changed for a while: they are put back, bit for bit, when it is disposed.</summary>
/// <param name="tensors">The tensors, borrowed.</param>
public sealed class TemporaryChange(Tensor[] tensors) : IDisposable
{
    private readonly SavedTensors _saved = new(tensors);

    /// <inheritdoc/>
    public void Dispose()
    {
        _saved.Restore();
        _saved.Dispose();
    }
}
