using Darts.Genotypes;

namespace Darts.Search;

/// <summary>A language model to be found.</summary>
/// <param name="Name">The name of the architecture and of its network's class.</param>
/// <param name="Settings">The search.</param>
/// <param name="Corpus">The name of what is searched on.</param>
/// <param name="Vocabulary">How many words that has.</param>
internal sealed record LanguageSubject(string Name, LanguageSearchSettings Settings, string Corpus, int Vocabulary) : SearchSubject(Name, Settings.Order)
{
    /// <inheritdoc/>
    protected override CellSpace Space => CellSpace.Recurrent;

    /// <inheritdoc/>
    protected override int Cells => 1;

    /// <inheritdoc/>
    protected override Genotype Genotype(IReadOnlyList<Genotypes.Cell> cells, int epochs) => new RecurrentGenotype(
        Name,
        cells[0],
        [new LanguageNetworkSpec(Name, Settings.NetworkWidth, Settings.NetworkWidth, Vocabulary)],
        new Provenance(Method, Corpus, Settings.Seed, epochs));
}
