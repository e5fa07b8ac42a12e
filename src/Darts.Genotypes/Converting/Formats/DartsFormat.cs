namespace Darts.Genotypes.Converting;

/// <summary>The language of this project (docs/genotype-format.md).</summary>
internal sealed class DartsFormat() : GenotypeFormat("darts", "Darts.Genotypes", "this project's genotype files")
{
    /// <summary>Whether a text is meant as a genotype file, also if it is no valid JSON.</summary>
    public static bool Recognises(string text)
    {
        string start = text.Length > 1 && text[0] == '\uFEFF' ? text.Substring(1) : text;
        return start.TrimStart().StartsWith("{", StringComparison.Ordinal)
            && (text.Contains("\"kind\"") || text.Contains("\"edges\""));
    }

    /// <summary>Reads a genotype file's text.</summary>
    public static Genotype? Read(string text, ConversionLog log)
    {
        GenotypeReading reading = GenotypeReader.Read(text);
        foreach (GenotypeProblem problem in reading.Problems)
            log.Add(problem);
        return reading.Genotype;
    }

    /// <inheritdoc/>
    internal override bool Recognises(Literal literal) => false;

    /// <inheritdoc/>
    internal override Genotype? Read(Literal literal, string name, ConversionLog log) =>
        throw new NotSupportedException("Genotype files are read as text, by GenotypeReader.");

    /// <inheritdoc/>
    internal override string? Write(Genotype genotype, ConversionLog log) => GenotypeWriter.Write(genotype);
}
