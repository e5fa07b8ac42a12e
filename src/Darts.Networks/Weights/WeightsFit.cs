using Darts.Kernels.Weights;

namespace Darts.Networks;

/// <summary>Whether a file's tensors are those of a network.</summary>
internal static class WeightsFit
{
    private const int NamesInMessage = 5;

    /// <summary>Finds the entry of each tensor of a network.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="genotype">The hash of its architecture, if it has one.</param>
    /// <param name="state">The shapes of its tensors, by name.</param>
    /// <param name="auxiliary">Whether it needs its auxiliary head: only to be trained.</param>
    /// <param name="file">The file.</param>
    /// <param name="ignoreExtra">Whether the file may hold tensors that the network has no place for.</param>
    /// <param name="prefix">What stands before every name in the file; tensors without it are none of the network's business.</param>
    /// <param name="ignoreHead">Whether the file may hold an auxiliary head that the network does not have.</param>
    /// <returns>By the network's names; without the auxiliary head where neither network nor file has it.</returns>
    /// <exception cref="DartsException">A tensor is missing, extra or of another shape or kind.</exception>
    public static IReadOnlyDictionary<string, WeightsEntry> Match(
        string network, string? genotype, IReadOnlyDictionary<string, long[]> state, bool auxiliary, SafeTensorsFile file, bool ignoreExtra, string prefix = "", bool ignoreHead = false)
    {
        var names = StateNames.Of(file, prefix);
        var found = names.Tensors;
        var wanted = state.Where(tensor => !StateNames.IsCounter(tensor.Key)).ToDictionary();
        if (!auxiliary && !found.Keys.Any(StateNames.IsAuxiliary))
            wanted = wanted.Where(tensor => !StateNames.IsAuxiliary(tensor.Key)).ToDictionary();
        if (ignoreHead && !wanted.Keys.Any(StateNames.IsAuxiliary))
            found = found.Where(tensor => !StateNames.IsAuxiliary(tensor.Key)).ToDictionary();

        List<string> faults = [.. wanted.Where(tensor => found.ContainsKey(tensor.Key)).SelectMany(tensor => Mismatch(tensor.Value, found[tensor.Key]))];
        string[] missing = [.. wanted.Keys.Where(name => !found.ContainsKey(name))];
        string[] extra = ignoreExtra ? [] : [.. found.Keys.Where(name => !wanted.ContainsKey(name))];
        if (missing.Length > 0)
            faults.Add($"the file lacks {Some(missing)}");
        if (extra.Length > 0)
            faults.Add($"the network has no place for {Some(extra)} of the file");
        if (faults.Count > 0)
            throw new DartsException(Message(network, genotype, file, faults));
        names.CheckTied(file);
        return wanted.Keys.ToDictionary(name => name, name => found[name]);
    }

    private static IEnumerable<string> Mismatch(long[] shape, WeightsEntry entry)
    {
        if (!shape.SequenceEqual(entry.Shape))
            yield return $"'{entry.Name}' has shape {entry.ShapeText} in the file and {Brackets(shape)} in the network";
        else if (!entry.Type.IsFloatingPoint)
            yield return $"'{entry.Name}' holds whole numbers ({entry.Type}) in the file and floating-point ones in the network";
    }

    private static string Message(string network, string? genotype, SafeTensorsFile file, List<string> faults)
    {
        string compiled = genotype is null ? "" : $" (genotype {genotype})";
        return $"The weights in '{file.Path}'{file.Origin} do not fit network {network}{compiled}: {string.Join("; ", Cut(faults))}.";
    }

    private static string Some(string[] names) => string.Join(", ", Cut([.. names.Select(name => $"'{name}'")]));

    private static IEnumerable<string> Cut(List<string> items) =>
        items.Count <= NamesInMessage ? items : [.. items.Take(NamesInMessage), $"and {items.Count - NamesInMessage} more"];

    private static string Brackets(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
