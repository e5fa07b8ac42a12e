using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>A copy of tensors, to put them back exactly: adding and subtracting the same vector would leave rounding behind.</summary>
/// <param name="tensors">The tensors, borrowed.</param>
public sealed class SavedTensors(Tensor[] tensors) : IDisposable
{
    private readonly Tensor[] _copies = Array.ConvertAll(tensors, Copy);

    /// <summary>Puts them back, as often as need be.</summary>
    public void Restore()
    {
        if (tensors.Length > 0)
            TensorLists.Copy(tensors, _copies);
    }

    /// <summary>Frees the copies; the tensors stay as they are.</summary>
    public void Dispose()
    {
        foreach (var copy in _copies)
            copy.Dispose();
    }

    private static Tensor Copy(Tensor tensor)
    {
        using var values = tensor.detach();
        return values.clone().DetachFromDisposeScope();
    }
}
