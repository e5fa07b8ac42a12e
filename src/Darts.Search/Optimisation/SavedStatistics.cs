using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A copy of the running statistics that puts them back when it is disposed.</summary>
internal sealed class SavedStatistics(BilevelProblem problem) : IDisposable
{
    private readonly Tensor[] _copies = [.. problem.Buffers.Select(buffer => buffer.clone())];

    public void Dispose()
    {
        using var noGradients = no_grad();
        for (int index = 0; index < _copies.Length; index++)
        {
            problem.Buffers[index].copy_(_copies[index]);
            _copies[index].Dispose();
        }
    }
}
