using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Loads and saves a network's parameters and running statistics as safetensors, under the original's state-dict names.</summary>
public static class NetworkWeights
{
    /// <summary>The metadata key of the network's class name.</summary>
    public const string NetworkKey = WeightsFile.NetworkKey;

    /// <summary>The metadata key of the architecture's hash.</summary>
    public const string GenotypeKey = WeightsFile.GenotypeKey;

    /// <summary>The metadata key that tells other tools how tensors are laid out.</summary>
    internal const string FormatKey = "format";

    /// <summary>Loads a file. Nothing is changed unless all of it fits.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">A safetensors file; numbers of any floating-point type are converted.</param>
    /// <param name="ignoreExtra">Whether the file may hold tensors that the network has no place for.</param>
    /// <exception cref="DartsException">The file cannot be read or is not valid, or a tensor is missing, extra or of another shape.</exception>
    /// <remarks>
    /// PyTorch's <c>num_batches_tracked</c> counters are passed over, and so is the prefix <c>module.</c> that its data-parallel wrappers put
    /// before every name. A network in evaluation mode does without weights for its auxiliary head.
    /// </remarks>
    public static void Load(nn.Module network, string path, bool ignoreExtra = false)
    {
        using var file = SafeTensorsFile.Open(path);
        Load(network, file, ignoreExtra);
    }

    /// <summary>Loads the tensors of an open file whose names begin with a prefix; see the other overload.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file.</param>
    /// <param name="ignoreExtra">Whether tensors under the prefix may be extra.</param>
    /// <param name="prefix">What stands before every name (<c>model.</c> in a checkpoint); tensors without it are none of the network's business.</param>
    /// <exception cref="DartsException">A tensor is missing, extra or of another shape, or the file cannot be read.</exception>
    public static void Load(nn.Module network, SafeTensorsFile file, bool ignoreExtra = false, string prefix = "")
    {
        var plan = WeightsPlan.Make(network, file, ignoreExtra, prefix);
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        // First all reading, which may fail, then all copying.
        List<(Tensor Target, Tensor Source)> copies = [.. plan.Tensors.Select(pair => (pair.Target, file.Read(pair.Entry.Name)))];
        foreach ((Tensor target, Tensor source) in copies)
            target.copy_(source);
    }

    /// <summary>Saves a network; the file is replaced as a whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="facts">Metadata to write besides the network's own.</param>
    /// <exception cref="DartsException">The file cannot be written.</exception>
    public static void Save(nn.Module network, string path, IReadOnlyDictionary<string, string>? facts = null)
    {
        // "pt": as PyTorch's.
        var metadata = new Dictionary<string, string>(facts ?? new Dictionary<string, string>()) { [FormatKey] = "pt", [NetworkKey] = NameOf(network) };
        if (GenotypeOf(network) is { } hash)
            metadata[GenotypeKey] = hash;
        SafeTensors.Write(path, network.state_dict(), metadata);
    }

    /// <summary>What messages call a network.</summary>
    internal static string NameOf(nn.Module network) => network switch
    {
        ImageClassifier classifier => classifier.Description.Name,
        LanguageModel model => model.Description.Name,
        _ => network.GetName(),
    };

    /// <summary>The hash of the architecture a network was compiled from; null for other modules.</summary>
    internal static string? GenotypeOf(nn.Module network) => network switch
    {
        ImageClassifier classifier => classifier.Description.GenotypeHash,
        LanguageModel model => model.Description.GenotypeHash,
        _ => null,
    };
}
