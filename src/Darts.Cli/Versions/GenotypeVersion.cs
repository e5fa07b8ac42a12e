using Darts.Genotypes;

namespace Darts.Cli.Versions;

/// <summary>One side of a comparison.</summary>
/// <param name="Label">What the user knows it as: a path, or <c>REVISION:PATH</c>.</param>
/// <param name="Reading">What it says; null where there is no such file.</param>
internal sealed record GenotypeVersion(string Label, GenotypeReading? Reading)
{
    /// <summary>git's name for a file that is not there.</summary>
    private const string Nothing = "/dev/null";

    /// <summary>The genotype; null where there is no such file, and of a broken one.</summary>
    public Genotype? Genotype => Reading?.Genotype;

    /// <summary>Whether there is a file and it is no genotype.</summary>
    public bool IsBroken => Reading is { Genotype: null };

    /// <summary>Reads a file.</summary>
    public static GenotypeVersion OfFile(string path) => OfFile(path, path);

    /// <summary>Reads a file that the user knows by another name.</summary>
    public static GenotypeVersion OfFile(string path, string label) =>
        new(label, path == Nothing || (OperatingSystem.IsWindows() && path == "nul") ? null : GenotypeReader.Read(Genotypes.GenotypeFile.Bytes(path)));

    /// <summary>Takes a file as git has it.</summary>
    public static GenotypeVersion OfBytes(byte[]? bytes, string label) => new(label, bytes is null ? null : GenotypeReader.Read(bytes));
}
