using Darts.Kernels.Inference;
using Darts.Kernels.Weights;

namespace Darts.Shipping;

/// <summary>Weights that remember which of them were asked for.</summary>
/// <param name="weights">Where they are.</param>
internal sealed class UsedWeights(IWeights weights) : IWeights
{
    private readonly HashSet<string> _names = [];

    /// <summary>The tensors that were read.</summary>
    public IReadOnlySet<string> Names => _names;

    /// <inheritdoc/>
    public void CheckOwner(WeightsOwner network) => weights.CheckOwner(network);

    /// <inheritdoc/>
    public void Read(string name, Span<float> to)
    {
        weights.Read(name, to);
        _names.Add(name);
    }
}
