using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A copy of tensors, to put them back exactly: adding and subtracting the same vector would leave rounding behind.</summary>
/// <param name="tensors">The tensors, borrowed; at least one.</param>
internal sealed class SavedTensors(Tensor[] tensors) : IDisposable
{
    private readonly Tensor[] _copies = Array.ConvertAll(tensors, tensor => tensor.detach().clone());

    public void Restore() => TensorLists.Copy(tensors, _copies);

    public void Dispose()
    {
        foreach (var copy in _copies)
            copy.Dispose();
    }
}
