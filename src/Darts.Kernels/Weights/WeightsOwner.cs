namespace Darts.Kernels.Weights;

/// <summary>The network that weights belong to: the one a file says it was saved from, or the one that is to take them.</summary>
/// <param name="Network">Its class name.</param>
/// <param name="Genotype">The hash of its architecture.</param>
/// <param name="Size">Its sizes: <c>cifar, channels 36, layers 20, classes 10, input [3, 32, 32]</c>; null or empty where they are not known, and then they are not compared.</param>
public sealed record WeightsOwner(string Network, string Genotype, string? Size = null)
{
    /// <summary>What a file's metadata says.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <returns>Null where it does not name a network and its genotype, as files from elsewhere do not.</returns>
    public static WeightsOwner? Of(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.TryGetValue(WeightsFile.NetworkKey, out string? network) && metadata.TryGetValue(WeightsFile.GenotypeKey, out string? genotype)
            ? new(network, genotype, metadata.GetValueOrDefault(WeightsFile.SizeKey))
            : null;
    }

    /// <summary>Why a network may not take weights of this one, as a sentence; null if it may.</summary>
    /// <param name="weights">What the sentence calls the weights: <c>The weights in 'x.safetensors'</c>.</param>
    /// <param name="taker">The network that is to take them.</param>
    public string? Refusal(string weights, WeightsOwner taker)
    {
        ArgumentNullException.ThrowIfNull(taker);
        bool sameSize = string.IsNullOrEmpty(Size) || string.IsNullOrEmpty(taker.Size) || Size == taker.Size;
        if (Network == taker.Network && Genotype == taker.Genotype && sameSize)
            return null;
        string wayOut = Genotype == taker.Genotype ? $" If they are meant for it all the same, 'darts weights convert IN OUT --network {taker.Network}' says so in a new file." : "";
        return $"{weights} are those of {this}, not of {taker}.{wayOut}";
    }

    /// <summary>For messages: <c>X (genotype 0123456789abcdef, cifar, channels 36, …)</c>.</summary>
    public override string ToString() => $"{Shown.Text(Network)} (genotype {Shown.Text(Genotype)}{(string.IsNullOrEmpty(Size) ? "" : $", {Shown.Text(Size)}")})";
}
