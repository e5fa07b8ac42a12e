using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Brings weights that PyTorch saved into the form of ours, and back. Numbers are never changed.</summary>
/// <remarks>
/// Both forms have the original's names. From PyTorch, <c>module.</c> is taken off, counters of batches are left out, and of a language model's one tensor for embedding and
/// decoder both names are written. To PyTorch, nothing but tensors is written: its <c>load_state_dict</c> does without the counters.
/// </remarks>
public static class WeightsConversion
{
    /// <summary>Writes weights in our form.</summary>
    /// <param name="from">A safetensors file.</param>
    /// <param name="to">The file to write, another one; replaced as a whole or not at all.</param>
    /// <param name="network">The network that they have to fit and that the metadata will name, in evaluation; null to leave both out. Nothing of it is changed.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="DartsException">A file cannot be read or written, a tensor is damaged, or the weights are another network's.</exception>
    public static ConvertedWeights ToDarts(string from, string to, nn.Module? network = null) => Convert(from, to, network, toPyTorch: false);

    /// <summary>Writes weights that <c>load_state_dict</c> of the original's model takes: tensors under its names, and no facts about them.</summary>
    /// <param name="from">A safetensors file.</param>
    /// <param name="to">The file to write, another one; replaced as a whole or not at all.</param>
    /// <param name="network">The network that they have to fit, in evaluation; null to leave that open. Nothing of it is changed.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="DartsException">A file cannot be read or written, a tensor is damaged, or the weights are another network's.</exception>
    public static ConvertedWeights ToPyTorch(string from, string to, nn.Module? network = null) => Convert(from, to, network, toPyTorch: true);

    private static ConvertedWeights Convert(string from, string to, nn.Module? network, bool toPyTorch)
    {
        if (Path.GetFullPath(from) == Path.GetFullPath(to))
            throw new DartsException($"'{to}' is the file to convert itself; write to another one.");
        using var file = SafeTensorsFile.Open(from);
        var names = StateNames.Of(file);
        var (tensors, withoutHead) = network is null ? Whole(file, names) : Fitting(file, names, network);
        var facts = Facts(file, network, toPyTorch);
        AtomicFile.Write(to, stream => WeightsWriter.Write(stream, tensors.Select(tensor => new WeightsSource(tensor.Key, tensor.Value.Type, tensor.Value.Shape, part => file.CopyTo(tensor.Value.Name, part))), facts));
        string[] lost = [.. file.Metadata.Keys.Where(key => !facts.ContainsKey(key)).Order(StringComparer.Ordinal)];
        return new(tensors.Count, new FileInfo(to).Length, [.. Notes(names, withoutHead, network), .. lost.Length == 0 ? Array.Empty<string>() : [$"left out what the file says of itself: {string.Join(", ", lost.Select(Shown.Text))}"]]);
    }

    private static (IReadOnlyDictionary<string, WeightsEntry> Tensors, int WithoutHead) Whole(SafeTensorsFile file, StateNames names)
    {
        names.CheckTied(file);
        return (names.Tensors, 0);
    }

    /// <summary>The tensors of a network. It may have been built without the auxiliary head that it was trained with.</summary>
    private static (IReadOnlyDictionary<string, WeightsEntry> Tensors, int WithoutHead) Fitting(SafeTensorsFile file, StateNames names, nn.Module network)
    {
        var owner = NetworkWeights.OwnerOf(network);
        // Another name and other images are what a conversion may put right; another architecture is not.
        if (owner is not null && WeightsOwner.Of(file.Metadata) is { } theirs && theirs.Genotype != owner.Genotype)
            file.CheckOwner(owner);
        var shapes = network.state_dict().ToDictionary(tensor => tensor.Key, tensor => tensor.Value.shape);
        var tensors = WeightsFit.Match(NetworkWeights.NameOf(network), owner?.Genotype, shapes, auxiliary: false, file, ignoreExtra: false, ignoreHead: true);
        return (tensors, shapes.Keys.Any(StateNames.IsAuxiliary) ? 0 : names.Tensors.Keys.Count(StateNames.IsAuxiliary));
    }

    private static Dictionary<string, string> Facts(SafeTensorsFile file, nn.Module? network, bool toPyTorch)
    {
        var facts = toPyTorch ? [] : file.Metadata.ToDictionary();
        facts[NetworkWeights.FormatKey] = NetworkWeights.PyTorchFormat;
        if (!toPyTorch && network is not null)
            NetworkWeights.AddOwner(facts, network);
        return facts;
    }

    private static IEnumerable<string> Notes(StateNames names, int withoutHead, nn.Module? network)
    {
        if (names.Parallel)
            yield return $"took '{WeightsFile.ParallelPrefix}' off every name";
        if (names.Counters > 0)
            yield return $"left out {names.Counters} counters of batches";
        if (names.Tied is { } tied)
            yield return $"wrote the one tensor of embedding and decoder as '{tied}' too";
        if (withoutHead > 0)
            yield return $"left out the auxiliary head, {withoutHead} tensors: {NetworkWeights.NameOf(network!)} has none";
    }
}

/// <summary>What a conversion wrote.</summary>
/// <param name="Tensors">How many tensors.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Changes">What was made another than it was, in a few words each.</param>
public sealed record ConvertedWeights(int Tensors, long Bytes, IReadOnlyList<string> Changes);
