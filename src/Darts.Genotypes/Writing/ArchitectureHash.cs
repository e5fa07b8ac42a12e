using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Darts.Genotypes;

/// <summary>Identifies architectures: what compiled classes and exported models say they were made from.</summary>
public static class ArchitectureHash
{
    /// <summary>The hash of what is computed: name and cells, whatever networks and provenance stand beside them and however the file is laid out.</summary>
    /// <param name="genotype">A genotype.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string Of(Genotype genotype) =>
        OfText(GenotypeWriter.Write(genotype with { Networks = [], Provenance = Provenance.Unknown, Schema = null }));

    /// <summary>The first 64 bits of a text's SHA-256, in hexadecimal.</summary>
    /// <param name="text">Any text.</param>
    internal static string OfText(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(8).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
