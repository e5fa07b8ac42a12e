namespace Darts.Search;

/// <summary>A copy of the running statistics that puts them back when it is disposed.</summary>
internal sealed class SavedStatistics(BilevelProblem problem) : IDisposable
{
    private readonly SavedTensors _saved = new(problem.Buffers);

    public void Dispose()
    {
        _saved.Restore();
        _saved.Dispose();
    }
}
