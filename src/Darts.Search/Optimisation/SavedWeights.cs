using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A copy of ω, to put it back exactly: adding and subtracting the same vector would leave rounding behind.</summary>
internal sealed class SavedWeights(BilevelProblem problem) : IDisposable
{
    private readonly Tensor[] _copies = [.. problem.Weights.Select(weight => weight.Parameter.detach().clone())];

    public void Restore()
    {
        using var noGradients = no_grad();
        for (int index = 0; index < _copies.Length; index++)
            problem.Weights[index].Parameter.copy_(_copies[index]);
    }

    public void Dispose()
    {
        foreach (var copy in _copies)
            copy.Dispose();
    }
}
