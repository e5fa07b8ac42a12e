using Darts.Kernels.Weights;
using Darts.Networks;

namespace Darts.Shipping;

/// <summary>The weights that a package carries: what its network reads, and no more.</summary>
/// <param name="Content">A safetensors file.</param>
/// <param name="Count">How many numbers it holds.</param>
internal sealed record PackedWeights(byte[] Content, long Count)
{
    /// <summary>Copies some tensors of a file, in the types they have.</summary>
    /// <param name="file">The file.</param>
    /// <param name="entries">Where the network's tensors are, by the original's names.</param>
    /// <param name="used">The names of those to copy.</param>
    /// <param name="owner">The network.</param>
    /// <exception cref="DartsException">They are too many for a resource of an assembly.</exception>
    public static PackedWeights Of(WeightsFile file, IReadOnlyDictionary<string, WeightsEntry> entries, IReadOnlySet<string> used, WeightsOwner owner)
    {
        WeightsSource[] sources = [.. used.Select(name => new WeightsSource(name, entries[name].Type, entries[name].Shape, stream => file.CopyTo(entries[name].Name, stream)))];
        long bytes = sources.Sum(source => entries[source.Name].Length);
        if (bytes > Array.MaxLength / 2)
            throw new DartsException($"The weights of {owner.Network} take {bytes:N0} bytes; a package holds at most {Array.MaxLength / 2:N0}.");
        using var stream = new MemoryStream();
        WeightsWriter.Write(
            stream,
            sources,
            new Dictionary<string, string> { [WeightsFile.NetworkKey] = owner.Network, [WeightsFile.GenotypeKey] = owner.Genotype, [WeightsFile.SizeKey] = owner.Size! });
        return new(stream.ToArray(), sources.Sum(source => entries[source.Name].Count));
    }
}
