using Darts.Genotypes;

namespace Darts.Search;

/// <summary>What a search came to.</summary>
/// <param name="Genotype">The architecture, with one network to compile.</param>
/// <param name="GenotypeFile">The file in the run's folder that holds it.</param>
/// <param name="Seconds">The time spent, over all parts of a run that was resumed.</param>
public sealed record SearchResult(Genotype Genotype, string GenotypeFile, double Seconds);
