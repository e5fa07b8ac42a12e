using Darts.Genotypes.Converting;

namespace Darts.Genotypes.Tests;

/// <summary>What a format can express comes back exactly; what it cannot is refused. What each can express is said here a second time, from the cells alone.</summary>
public sealed class ConversionRoundTripTests
{
    private const int RandomGenotypes = 10_000;

    public static TheoryData<string> Formats => [.. GenotypeConverter.Formats.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_genotypes_come_back_exactly_or_are_refused(string format)
    {
        int exact = 0, refused = 0;
        for (int seed = 0; seed < RandomGenotypes; seed++)
        {
            // One in two has cells as the literature's systems have them; the rest is anything that is valid.
            Genotype genotype = seed % 2 == 0 ? RandomGenotype.Make(new Random(seed)) : Regular(new Random(seed));
            if (Check(genotype, format, $"Seed {seed}"))
                exact++;
            else if (!CanWrite(genotype, format))
                refused++;
        }
        // Neither branch is idle.
        Assert.True(exact > 250, $"{exact} exact");
        Assert.True(format == "darts" || refused > 250, $"{refused} refused");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Published_genotypes_come_back_exactly_or_are_refused(string format)
    {
        var exact = Sample.Published.Where(name => Check(Sample.ReadPublished(name), format, name)).ToList();
        Assert.Contains("darts-v1", format == "nasbench301" ? ["darts-v1"] : exact);
        if (format is "darts" or "quark0" or "khanrc" or "dxy" or "vega" or "fairdarts")
            Assert.Equal(Sample.Published, exact);
        else
            Assert.Equal(["amoebanet", "nasnet"], Sample.Published.Where(name => !CanWrite(Sample.ReadPublished(name), format)));
    }

    [Fact]
    public void Gaps_close_where_a_format_counts_nodes_and_that_is_said()
    {
        var genotype = (ConvolutionalGenotype)Sample.Valid(Sample.Convolutional.With("\"node\": 3, \"from\": 2", "\"node\": 5, \"from\": 2").With("[2, 3]", "[2, 5]"));
        ConversionWriting writing = GenotypeConverter.Write(genotype, Convert.Format("khanrc"));
        Assert.Contains("khanrc/pt.darts numbers nodes without gaps: of the normal cell, 2, 5 become 2, 3", writing.Losses);
        Convert.SameCells(Sample.Valid(Sample.Convolutional), Convert.Read(writing.Text!, "khanrc"));
    }

    [Fact]
    public void Vega_keeps_the_first_network_it_can_describe()
    {
        Genotype genotype = Sample.ReadPublished("nasnet") with { Name = "N" };
        var imageNet = (ImageNetworkSpec)genotype.Networks[1];
        genotype = genotype with { Networks = [(ImageNetworkSpec)genotype.Networks[0] with { Input = new(1, 28, 28) }, imageNet] };
        ConversionWriting writing = GenotypeConverter.Write(genotype, Convert.Format("vega"));
        ConversionReading reading = GenotypeConverter.Read(writing.Text!, name: "N");
        Assert.Equal([imageNet with { Name = "NImageNet" }], reading.Genotype!.Networks);
        Assert.Empty(reading.Losses);
        Assert.Contains("Vega has no place for the name N; the network NasNetCifar10; the provenance", writing.Losses);
    }

    /// <summary>Writes and reads; whether the very same cells came back.</summary>
    private static bool Check(Genotype genotype, string format, string which)
    {
        ConversionWriting writing = GenotypeConverter.Write(genotype, Convert.Format(format));
        Assert.True(CanWrite(genotype, format) == writing.Text is not null, $"{which}: {string.Join("; ", writing.Obstacles)}");
        if (writing.Text is null)
        {
            Assert.NotEmpty(writing.Obstacles);
            return false;
        }
        ConversionReading reading = GenotypeConverter.Read(writing.Text);
        Assert.True(reading.Genotype is not null, $"{which}: {string.Join("; ", reading.Problems)}");
        Assert.Equal(format, reading.Format!.Name);
        bool exact = Convert.Cells(genotype).Equals(Convert.Cells(reading.Genotype));
        Assert.True(exact == IsExact(genotype, format), $"{which}: {writing.Text}");
        Assert.True(exact || writing.Losses.Count > 0, $"{which}: a loss is not named");
        Assert.Equal(writing.Text, Convert.Write(reading.Genotype with { Networks = genotype.Networks.Count == 0 ? [] : reading.Genotype.Networks }, format));
        if (format is "quark0" or "khanrc" or "dxy" or "fairdarts")
            Assert.Equal(genotype.Name, reading.Genotype.Name);
        if (format == "darts")
            Assert.Equal(genotype, reading.Genotype);
        return exact;
    }

    private static bool CanWrite(Genotype genotype, string format)
    {
        if (genotype is RecurrentGenotype)
            return format is "darts" or "quark0";
        return Cells(genotype).All(cell => format switch
        {
            "quark0" or "dxy" => InDegrees(cell).All(count => count == 2),
            "nni" => InDegrees(cell).All(count => count == 2) && cell.Concat.Count == InDegrees(cell).Count(),
            "naslib" => IsDarts(cell),
            "nasbench301" => IsDarts(cell) && cell.Edges.Select(edge => (edge.Node, edge.From)).Distinct().Count() == 8,
            _ => true,
        });
    }

    private static bool IsExact(Genotype genotype, string format)
    {
        if (format is "darts" or "fairdarts" or "vega")
            return true;
        if (!Cells(genotype).All(cell => cell.Edges.Select(edge => edge.Node).Distinct().SequenceEqual(Enumerable.Range(genotype is RecurrentGenotype ? 1 : 2, InDegrees(cell).Count()))))
            return false;
        return format != "nasbench301" || Cells(ExampleTests.ByInput((ConvolutionalGenotype)genotype)).SequenceEqual(Cells(genotype));
    }

    private static bool IsDarts(Cell cell) => InDegrees(cell).SequenceEqual([2, 2, 2, 2]) && cell.Concat.Count == 4
        && cell.Edges.All(edge => edge.Operation.Name is not ("sep_conv_7x7" or "conv_7x1_1x7"));

    private static IEnumerable<int> InDegrees(Cell cell) => cell.Edges.GroupBy(edge => edge.Node).Select(node => node.Count());

    private static IEnumerable<Cell> Cells(Genotype genotype) => genotype switch
    {
        ConvolutionalGenotype convolutional => [convolutional.Normal, convolutional.Reduce],
        RecurrentGenotype recurrent => [recurrent.Recurrent],
        _ => [],
    };

    /// <summary>Two operations for each node; four nodes and the search space's operations as a rule, any number and any operation at times. Edges repeat and
    /// outputs are odd, except where NAS-Bench-301 is to have something to express.</summary>
    private static ConvolutionalGenotype Regular(Random random)
    {
        bool published = random.Next(3) > 0, ordered = random.Next(2) == 0;
        return new("G", Cell(random, published, ordered), Cell(random, published, ordered), [], Provenance.Unknown);
    }

    private static Cell Cell(Random random, bool published, bool ordered)
    {
        int steps = published ? 4 : random.Next(1, 7);
        var operations = published ? Operations.ConvolutionalSearchSpace : Operations.Convolutional;
        var edges = Enumerable.Range(0, 2 * steps).Select(i => new Edge(2 + (i / 2), random.Next(2 + (i / 2)), operations[random.Next(1, operations.Count)])).ToArray();
        for (int i = 0; ordered && i < edges.Length; i += 2)
        {
            int first = random.Next(1 + (i / 2));
            edges[i] = edges[i] with { From = first };
            edges[i + 1] = edges[i + 1] with { From = random.Next(first + 1, 2 + (i / 2)) };
        }
        int[] concat = [.. Enumerable.Range(2, steps).Where(_ => random.Next(published ? 20 : 3) > 0)];
        return new(edges.ToEquatableArray(), (concat.Length == 0 ? [steps + 1] : concat).ToEquatableArray());
    }
}
