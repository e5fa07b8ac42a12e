namespace Darts.Genotypes.Converting;

/// <summary>The largest texts that are converted: logs of long searches fit, and a hostile text fills no memory.</summary>
public static class ConversionLimits
{
    /// <summary>Characters of a text; the log of a search of 50 epochs has some 300,000.</summary>
    public const int TextLength = 16 << 20;

    /// <summary>Values of one literal: numbers, texts, lists and so on; a genotype of eight edges a cell has some 80.</summary>
    public const int Values = 20_000;

    /// <summary>Named genotypes in one text.</summary>
    public const int Names = 1000;
}
