namespace Darts.Genotypes.Tests;

/// <summary>Makes valid genotypes of every shape the language has.</summary>
internal static class RandomGenotype
{
    public static Genotype Make(Random random)
    {
        var provenance = new Provenance(
            random.Next(2) == 0 ? null : "méthode " + (char)random.Next(1, 0xD800), null, random.Next(2) == 0 ? null : random.NextInt64(long.MinValue, long.MaxValue),
            random.Next(2) == 0 ? null : random.Next(1000), random.Next(2) == 0 ? null : "\"source\"");
        string name = "G" + random.Next(1000);
        int networks = random.Next(4);
        string? schema = random.Next(2) == 0 ? null : "genotype.schema.json";
        return random.Next(4) == 0
            ? new RecurrentGenotype(name, Cell(random, 1, Operations.Recurrent), Specs(networks, i => Language(random, i)), provenance) { Schema = schema }
            : new ConvolutionalGenotype(name, Cell(random, 2, Operations.Convolutional), Cell(random, 2, Operations.Convolutional), Specs(networks, i => Image(random, i)), provenance)
            { Schema = schema };
    }

    /// <summary>A random cell: nodes may be missing, read twice, dead or left out of concat.</summary>
    public static Cell Cell(Random random, int inputs, IReadOnlyList<Operation> operations)
    {
        var nodes = new List<int>();
        var edges = new List<Edge>();
        for (int node = inputs; nodes.Count < random.Next(1, 8); node += random.Next(1, 3))
        {
            int[] readable = [.. Enumerable.Range(0, inputs), .. nodes];
            nodes.Add(node);
            for (int count = inputs == 1 ? 1 : random.Next(1, 5); count > 0; count--)
                edges.Add(new(node, readable[random.Next(readable.Length)], operations[random.Next(1, operations.Count)]));
        }
        List<int> concat = [.. nodes.Where(_ => random.Next(3) > 0)];
        return new(edges.ToEquatableArray(), (concat.Count == 0 ? nodes : concat).ToEquatableArray());
    }

    private static EquatableArray<NetworkSpec> Specs(int count, Func<int, NetworkSpec> make) => Enumerable.Range(0, count).Select(make).ToEquatableArray();

    private static ImageNetworkSpec Image(Random random, int index) => new(
        "Net" + index, (ImageMacro)random.Next(2), 2 * random.Next(1, 100), random.Next(1, 30), random.Next(1, 1001),
        new(random.Next(1, 13), random.Next(17, 300), random.Next(17, 300)), random.Next(2) == 0);

    private static LanguageNetworkSpec Language(Random random, int index) => new("Net" + index, random.Next(1, 1000), random.Next(1, 1000), random.Next(1, 40_000));
}
