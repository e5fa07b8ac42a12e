using Darts.Kernels.Inference;
using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The weights of a network, handed over to its compiled form for inference without a tensor library.</summary>
/// <param name="network">The network; it keeps its weights.</param>
public sealed class ModuleWeights(ImageClassifier network) : IWeights
{
    private readonly Dictionary<string, Tensor> _state = network.state_dict();

    /// <inheritdoc/>
    public void Read(string name, Span<float> to)
    {
        if (!_state.TryGetValue(name, out Tensor? tensor))
            throw new WeightsException($"{network.Description.Name} has no tensor '{name}'.");
        if (tensor.numel() != to.Length)
            throw new WeightsException($"Tensor '{name}' of {network.Description.Name} has {tensor.numel()} values, not {to.Length}.");
        using var scope = NewDisposeScope();
        tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().CopyTo(to);
    }

    /// <inheritdoc/>
    public void CheckOwner(WeightsOwner taker)
    {
        if (NetworkWeights.OwnerOf(network)?.Refusal("These weights", taker) is { } refusal)
            throw new WeightsException(refusal);
    }
}
