namespace Darts.Shipping;

/// <summary>A package that was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Network">The network's class name.</param>
/// <param name="GenotypeHash">Identifies its architecture.</param>
/// <param name="Id">The package's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Class">The class that users make, with its namespace.</param>
/// <param name="Weights">How many numbers its weights are.</param>
/// <param name="Bytes">The file's size.</param>
public sealed record ModelPackage(string Path, string Network, string GenotypeHash, string Id, string Version, string Class, long Weights, long Bytes);
