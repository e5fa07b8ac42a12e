namespace Darts.Genotypes.Tests;

/// <summary>Changed genotypes, for comparing and merging.</summary>
internal static class Edits
{
    /// <summary>Random valid genotypes, by seed.</summary>
    public static IEnumerable<Genotype> Random(int count) => Enumerable.Range(0, count).Select(seed => RandomGenotype.Make(new Random(seed)));

    /// <summary>The same architecture written in another order, with another provenance.</summary>
    public static Genotype Reordered(Genotype genotype, Random random)
    {
        var networks = genotype.Networks.OrderBy(_ => random.Next()).ToEquatableArray();
        var provenance = new Provenance("reordered", null, random.Next(), null, null);
        return genotype switch
        {
            ConvolutionalGenotype convolutional =>
                convolutional with { Normal = Cell(convolutional.Normal), Reduce = Cell(convolutional.Reduce), Networks = networks, Provenance = provenance, Schema = "other.json" },
            _ => ((RecurrentGenotype)genotype) with { Recurrent = Cell(((RecurrentGenotype)genotype).Recurrent), Networks = networks, Provenance = provenance, Schema = "other.json" },
        };

        Cell Cell(Cell cell) => cell with { Edges = cell.Edges.OrderBy(edge => edge.Node).ThenBy(_ => random.Next()).ToEquatableArray() };
    }

    /// <summary>A genotype with another operation on one edge of its first cell.</summary>
    public static Genotype WithOperation(this Genotype genotype, int edge, Random random)
    {
        Cell cell = GenotypeDifference.Of(genotype, genotype).Cells[0].Before!;
        var operations = genotype is RecurrentGenotype ? Operations.Recurrent : Operations.Convolutional;
        var others = operations.Where(operation => operation != Operations.None && operation != cell.Edges[edge].Operation).ToList();
        var edges = cell.Edges.Select((old, i) => i == edge ? old with { Operation = others[random.Next(others.Count)] } : old).ToEquatableArray();
        return genotype.WithFirst(cell with { Edges = edges });
    }

    /// <summary>A genotype with another first cell.</summary>
    public static Genotype WithFirst(this Genotype genotype, Cell cell) =>
        genotype is ConvolutionalGenotype convolutional ? convolutional with { Normal = cell } : ((RecurrentGenotype)genotype) with { Recurrent = cell };
}
