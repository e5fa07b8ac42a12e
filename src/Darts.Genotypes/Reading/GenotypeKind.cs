namespace Darts.Genotypes;

/// <summary>The two kinds of genotype.</summary>
internal enum GenotypeKind
{
    /// <summary>A normal and a reduction cell.</summary>
    Convolutional,

    /// <summary>One recurrent cell.</summary>
    Recurrent,
}
