namespace Darts.Genotypes;

/// <summary>An architecture and the networks to compile from it: the content of one genotype file.</summary>
/// <param name="Name">The architecture's name.</param>
/// <param name="Networks">The networks to compile, in the order of the file.</param>
/// <param name="Provenance">Where the architecture comes from; no part of what it computes.</param>
public abstract record Genotype(string Name, EquatableArray<NetworkSpec> Networks, Provenance Provenance)
{
    /// <summary>The file's <c>$schema</c>, which editors read; null if it has none.</summary>
    public string? Schema { get; init; }
}

/// <summary>An architecture of image networks.</summary>
/// <param name="Name">The architecture's name.</param>
/// <param name="Normal">The cell that keeps the resolution.</param>
/// <param name="Reduce">The cell that halves it.</param>
/// <param name="Networks">The networks to compile; all are <see cref="ImageNetworkSpec"/>s.</param>
/// <param name="Provenance">Where it comes from.</param>
public sealed record ConvolutionalGenotype(string Name, Cell Normal, Cell Reduce, EquatableArray<NetworkSpec> Networks, Provenance Provenance)
    : Genotype(Name, Networks, Provenance);

/// <summary>An architecture of language models.</summary>
/// <param name="Name">The architecture's name.</param>
/// <param name="Recurrent">The cell.</param>
/// <param name="Networks">The networks to compile; all are <see cref="LanguageNetworkSpec"/>s.</param>
/// <param name="Provenance">Where it comes from.</param>
public sealed record RecurrentGenotype(string Name, Cell Recurrent, EquatableArray<NetworkSpec> Networks, Provenance Provenance)
    : Genotype(Name, Networks, Provenance);

/// <summary>Where an architecture comes from. Every entry may be absent.</summary>
/// <param name="Method">How it was found: <c>darts-second-order</c>.</param>
/// <param name="Dataset">What it was searched on: <c>cifar10</c>.</param>
/// <param name="Seed">The search's seed.</param>
/// <param name="Epochs">The search's epochs.</param>
/// <param name="Source">A paper or repository, for published architectures.</param>
public sealed record Provenance(string? Method = null, string? Dataset = null, long? Seed = null, int? Epochs = null, string? Source = null)
{
    /// <summary>Nothing known.</summary>
    public static Provenance Unknown { get; } = new();
}
