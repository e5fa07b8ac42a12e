using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Which tensor of a file goes where in a network: made only if everything fits.</summary>
/// <param name="Tensors">The network's tensors, each with its entry in the file.</param>
internal sealed record WeightsPlan(IReadOnlyList<(Tensor Target, TensorEntry Entry)> Tensors)
{
    private const string ParallelPrefix = "module.";
    private const string BatchCounter = "num_batches_tracked";
    private const string AuxiliaryHead = "auxiliary_head.";
    private const int NamesInMessage = 5;

    /// <summary>Pairs a network's tensors with a file's.</summary>
    /// <exception cref="DartsException">A tensor is missing, extra or of another shape or kind.</exception>
    public static WeightsPlan Make(nn.Module network, SafeTensorsFile file, bool ignoreExtra, string prefix)
    {
        Dictionary<string, TensorEntry> found = NamesIn(file, prefix);
        var wanted = network.state_dict().Where(tensor => !IsCounter(tensor.Key)).ToDictionary();
        if (!network.training && !found.Keys.Any(IsAuxiliary))
            wanted = wanted.Where(tensor => !IsAuxiliary(tensor.Key)).ToDictionary();

        List<string> faults = [.. wanted.Where(tensor => found.ContainsKey(tensor.Key)).SelectMany(tensor => Mismatch(tensor.Value, found[tensor.Key]))];
        string[] missing = [.. wanted.Keys.Where(name => !found.ContainsKey(name))];
        string[] extra = ignoreExtra ? [] : [.. found.Keys.Where(name => !wanted.ContainsKey(name))];
        if (missing.Length > 0)
            faults.Add($"the file lacks {Some(missing)}");
        if (extra.Length > 0)
            faults.Add($"the network has no place for {Some(extra)} of the file");
        if (faults.Count > 0)
            throw new DartsException(Message(network, file, faults));
        return new WeightsPlan([.. wanted.Select(tensor => (tensor.Value, found[tensor.Key]))]);
    }

    private static Dictionary<string, TensorEntry> NamesIn(SafeTensorsFile file, string prefix)
    {
        var named = file.Tensors.Values.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(entry => entry.Name[prefix.Length..]);
        if (named.Count > 0 && named.Keys.All(name => name.StartsWith(ParallelPrefix, StringComparison.Ordinal)))
            named = named.ToDictionary(tensor => tensor.Key[ParallelPrefix.Length..], tensor => tensor.Value);
        return named.Where(tensor => !IsCounter(tensor.Key)).ToDictionary();
    }

    private static bool IsCounter(string name) => name.EndsWith(BatchCounter, StringComparison.Ordinal);

    private static bool IsAuxiliary(string name) => name.StartsWith(AuxiliaryHead, StringComparison.Ordinal);

    private static IEnumerable<string> Mismatch(Tensor target, TensorEntry entry)
    {
        if (!target.shape.SequenceEqual(entry.Shape))
            yield return $"'{entry.Name}' has shape {Brackets(entry.Shape)} in the file and {Brackets(target.shape)} in the network";
        else if (!IsFloatingPoint(entry.Type))
            yield return $"'{entry.Name}' holds whole numbers ({entry.Type}) in the file and floating-point ones in the network";
    }

    private static bool IsFloatingPoint(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    private static string Message(nn.Module network, SafeTensorsFile file, List<string> faults)
    {
        string saved = file.Metadata.TryGetValue(NetworkWeights.NetworkKey, out string? name) ? $" (saved from {name})" : "";
        return $"The weights in '{file.Path}'{saved} do not fit network {NetworkWeights.NameOf(network)}: {string.Join("; ", Cut(faults))}.";
    }

    private static string Some(string[] names) => string.Join(", ", Cut([.. names.Select(name => $"'{name}'")]));

    private static IEnumerable<string> Cut(List<string> items) =>
        items.Count <= NamesInMessage ? items : [.. items.Take(NamesInMessage), $"and {items.Count - NamesInMessage} more"];

    private static string Brackets(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
