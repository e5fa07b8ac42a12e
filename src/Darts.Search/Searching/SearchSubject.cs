using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Search;

/// <summary>What a search is for: the architecture's name, the network to compile from it, and where both come from.</summary>
/// <param name="Name">The name of the architecture and of its network's class.</param>
/// <param name="Order">How the gradient of α is approximated.</param>
internal abstract record SearchSubject(string Name, SearchOrder Order)
{
    /// <summary>What is searched.</summary>
    protected abstract CellSpace Space { get; }

    /// <summary>How many kinds of cells it has.</summary>
    protected abstract int Cells { get; }

    /// <summary>The name of the method, for the genotype's provenance.</summary>
    protected string Method => Order == SearchOrder.Second ? "darts-second-order" : "darts-first-order";

    /// <summary>The genotype that α stands for.</summary>
    /// <param name="architecture">α.</param>
    /// <param name="epochs">The epochs searched.</param>
    public Genotype Genotype(ArchitectureParameters architecture, int epochs) =>
        Genotype([.. architecture.Tables.Select(table => GenotypeDerivation.Derive(table.Alphas, architecture.Space))], epochs);

    /// <summary>Checks before the search, not after hours, that what it will write can be compiled.</summary>
    /// <param name="epochs">Those to come.</param>
    /// <exception cref="DartsException">It could not.</exception>
    public void Check(int epochs)
    {
        var cell = GenotypeDerivation.Derive(new double[Space.Edges * Space.Operations.Count], Space);
        var problems = GenotypeReader.Read(GenotypeWriter.Write(Genotype([.. Enumerable.Repeat(cell, Cells)], epochs))).Problems;
        if (problems.Count > 0)
            throw new DartsException($"No network '{Name}' can be made of this search: {problems[0].Message}");
    }

    /// <summary>The genotype of these cells, in the order of α's tables.</summary>
    protected abstract Genotype Genotype(IReadOnlyList<Genotypes.Cell> cells, int epochs);
}
