using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Which tensor of a file goes where in a network: made only if everything fits.</summary>
/// <param name="Tensors">The network's tensors, each with its entry in the file.</param>
internal sealed record WeightsPlan(IReadOnlyList<(Tensor Target, WeightsEntry Entry)> Tensors)
{
    /// <summary>Pairs a network's tensors with a file's.</summary>
    /// <exception cref="DartsException">A tensor is missing, extra or of another shape or kind.</exception>
    public static WeightsPlan Make(nn.Module network, SafeTensorsFile file, bool ignoreExtra, string prefix)
    {
        var state = network.state_dict();
        var shapes = state.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.shape);
        var entries = WeightsFit.Match(NetworkWeights.NameOf(network), NetworkWeights.OwnerOf(network)?.Genotype, shapes, network.training, file, ignoreExtra, prefix);
        return new WeightsPlan([.. entries.Select(entry => (state[entry.Key], entry.Value))]);
    }
}
