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

    /// <summary>The metadata key of the network's sizes: <c>cifar, channels 36, layers 20, classes 10, input [3, 32, 32]</c>.</summary>
    public const string SizeKey = WeightsFile.SizeKey;

    /// <summary>The metadata key that tells other tools how tensors are laid out.</summary>
    internal const string FormatKey = "format";

    /// <summary>Tensors laid out as PyTorch's.</summary>
    internal const string PyTorchFormat = "pt";

    /// <summary>Loads a file. Nothing is changed unless all of it fits.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">A safetensors file; numbers of any floating-point type are converted.</param>
    /// <param name="ignoreExtra">Whether the file may hold tensors that the network has no place for.</param>
    /// <exception cref="DartsException">
    /// The file cannot be read, is not valid or damaged, says that its weights are another network's, or a tensor is missing, extra or of another shape.
    /// </exception>
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
    /// <exception cref="DartsException">A tensor is missing, extra, damaged or of another shape, the file cannot be read, or, without a prefix, it says that its weights are another network's.</exception>
    public static void Load(nn.Module network, SafeTensorsFile file, bool ignoreExtra = false, string prefix = "")
    {
        // What is said of a file with several parts is not said of one of them.
        if (prefix.Length == 0 && OwnerOf(network) is { } owner)
            file.CheckOwner(owner);
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
        var metadata = new Dictionary<string, string>(facts ?? new Dictionary<string, string>()) { [FormatKey] = PyTorchFormat };
        AddOwner(metadata, network);
        SafeTensors.Write(path, network.state_dict(), metadata);
    }

    /// <summary>Names a network in a file's metadata.</summary>
    internal static void AddOwner(Dictionary<string, string> metadata, nn.Module network)
    {
        metadata[NetworkKey] = NameOf(network);
        if (OwnerOf(network) is not { } owner)
            return;
        metadata[GenotypeKey] = owner.Genotype;
        if (string.IsNullOrEmpty(owner.Size))
            metadata.Remove(SizeKey);
        else
            metadata[SizeKey] = owner.Size;
    }

    /// <summary>What messages call a network.</summary>
    internal static string NameOf(nn.Module network) => network switch
    {
        ImageClassifier classifier => classifier.Description.Name,
        LanguageModel model => model.Description.Name,
        _ => network.GetName(),
    };

    /// <summary>What files say of a compiled network; null for other modules.</summary>
    internal static WeightsOwner? OwnerOf(nn.Module network) => network switch
    {
        ImageClassifier { Description: { GenotypeHash.Length: > 0 } description } => new(description.Name, description.GenotypeHash, description.Size),
        LanguageModel { Description: { GenotypeHash.Length: > 0 } description } => new(description.Name, description.GenotypeHash, description.Size),
        _ => null,
    };
}
