using Darts.Kernels.Inference;
using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The weights of a network, handed over to its compiled form for inference without a tensor library.</summary>
public sealed class ModuleWeights : IWeights
{
    private readonly nn.Module _network;
    private readonly string _name;
    private readonly Dictionary<string, Tensor> _state;

    /// <summary>Those of an image network.</summary>
    /// <param name="network">The network; it keeps its weights.</param>
    public ModuleWeights(ImageClassifier network)
        : this(network, network.Description.Name)
    {
    }

    /// <summary>Those of a language model.</summary>
    /// <param name="model">The model; it keeps its weights.</param>
    public ModuleWeights(LanguageModel model)
        : this(model, model.Description.Name)
    {
    }

    private ModuleWeights(nn.Module network, string name) => (_network, _name, _state) = (network, name, network.state_dict());

    /// <inheritdoc/>
    public void Read(string name, Span<float> to)
    {
        if (!_state.TryGetValue(name, out Tensor? tensor))
            throw new WeightsException($"{_name} has no tensor '{name}'.");
        if (tensor.numel() != to.Length)
            throw new WeightsException($"Tensor '{name}' of {_name} has {tensor.numel()} values, not {to.Length}.");
        using var scope = NewDisposeScope();
        tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().CopyTo(to);
    }

    /// <inheritdoc/>
    public void CheckOwner(WeightsOwner taker)
    {
        if (NetworkWeights.OwnerOf(_network)?.Refusal("These weights", taker) is { } refusal)
            throw new WeightsException(refusal);
    }
}
