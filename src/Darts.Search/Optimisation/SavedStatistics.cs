using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A copy of the running statistics that puts them back when it is disposed.</summary>
internal sealed class SavedStatistics(Tensor[] buffers) : IDisposable
{
    private readonly SavedTensors _saved = new(buffers);

    public void Dispose()
    {
        _saved.Restore();
        _saved.Dispose();
    }
}
