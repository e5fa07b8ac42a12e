namespace Darts.Genotypes.Tests;

/// <summary>What counts as a difference, and that nothing is lost between the two sides.</summary>
public sealed class GenotypeDifferenceTests
{
    [Fact]
    public void A_genotype_does_not_differ_from_itself_in_any_order()
    {
        var random = new Random(1);
        Assert.All(Edits.Random(300), genotype => Assert.True(GenotypeDifference.Of(genotype, Edits.Reordered(genotype, random)).IsEmpty));
    }

    [Fact]
    public void The_edges_of_a_difference_are_those_of_both_sides()
    {
        foreach (var (before, after) in Pairs(300))
        {
            foreach (CellDifference cell in GenotypeDifference.Of(before, after).Cells)
            {
                var edges = cell.Nodes.SelectMany(node => node.Edges).ToList();
                Assert.Equal(Sorted(cell.Before), Sorted(edges.Select(edge => edge.Before)));
                Assert.Equal(Sorted(cell.After), Sorted(edges.Select(edge => edge.After)));
                Assert.All(cell.Nodes, node => Assert.All(node.Edges, edge => Assert.Equal(node.Node, edge.Edge.Node)));
            }
        }
    }

    [Fact]
    public void Exchanging_the_sides_exchanges_the_sides_of_every_difference()
    {
        foreach (var (before, after) in Pairs(300))
        {
            var forth = GenotypeDifference.Of(before, after).Cells.SelectMany(cell => cell.Nodes).SelectMany(node => node.Edges);
            var back = GenotypeDifference.Of(after, before).Cells.SelectMany(cell => cell.Nodes).SelectMany(node => node.Edges);
            Assert.Equal(forth.Select(edge => $"{edge.Before} → {edge.After}").Order(), back.Select(edge => $"{edge.After} → {edge.Before}").Order());
        }
    }

    [Fact]
    public void Any_other_operation_is_one_difference()
    {
        var random = new Random(2);
        foreach (Genotype before in Edits.Random(200))
        {
            Cell cell = GenotypeDifference.Of(before, before).Cells[0].Before!;
            int edge = random.Next(cell.Edges.Count);
            var difference = GenotypeDifference.Of(before, before.WithOperation(edge, random));
            NodeDifference node = Assert.Single(difference.Cells.SelectMany(side => side.Nodes), side => side.Change != ChangeKind.Same);
            Assert.Equal((cell.Edges[edge].Node, ChangeKind.Changed), (node.Node, node.Change));
            Assert.Equal(EdgeChange.Operation, Assert.Single(node.Edges, side => side.Change != EdgeChange.Same).Change);
        }
    }

    [Theory]
    [InlineData("", "+2s", "added")]
    [InlineData("0s", "", "removed")]
    [InlineData("0s", "0m", "operation")]
    [InlineData("0s", "1s", "source")]
    [InlineData("0s", "1m", "added removed")]
    [InlineData("0s 0s", "0s", "removed same")]
    [InlineData("0s 1m", "1m 0s", "same same")]
    [InlineData("0s 1m", "0m 1m", "operation same")]
    [InlineData("0s 1s", "1s 2s", "same source")]
    [InlineData("0s 0m 1s", "0d 1s 1s", "operation same source")]
    public void Edges_are_paired_as_a_person_would(string before, string after, string changes)
    {
        CellDifference cell = GenotypeDifference.Of(WithNode4(before), WithNode4(after)).Cells[0];
        var edges = cell.Nodes.Where(node => node.Node == 4).SelectMany(node => node.Edges);
        Assert.Equal(changes, string.Join(" ", edges.Select(edge => edge.Change.ToString().ToLowerInvariant()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_missing_side_is_all_added_or_all_removed()
    {
        Genotype genotype = Sample.Valid(Sample.Convolutional);
        Assert.All(GenotypeDifference.Of(null, genotype).Cells, cell => Assert.Equal(ChangeKind.Added, cell.Change));
        Assert.All(GenotypeDifference.Of(null, genotype).Networks, network => Assert.Equal(ChangeKind.Added, network.Change));
        Assert.All(GenotypeDifference.Of(genotype, null).Cells, cell => Assert.Equal(ChangeKind.Removed, cell.Change));
        Assert.Throws<ArgumentException>(() => GenotypeDifference.Of(null, null));
    }

    [Theory]
    [InlineData("\"TinyCifar\"", "\"Other\"", "Changed: name", "Same")]
    [InlineData("\"channels\": 8", "\"channels\": 10", "Changed: channels", "Same")]
    [InlineData("\"classes\": 10, \"input\": [3, 32, 32]", "\"classes\": 11, \"input\": [3, 32, 33]", "Changed: classes input", "Same")]
    [InlineData("\"name\": \"TinyCifar\", \"macro\": \"cifar\", \"channels\": 8", "\"name\": \"Other\", \"macro\": \"cifar\", \"channels\": 10", "Added:", "Same", "Removed:")]
    public void Networks_are_paired_by_name_or_by_all_else(string old, string by, params string[] changes)
    {
        var difference = GenotypeDifference.Of(Sample.Valid(Sample.Convolutional), Sample.Valid(Sample.Convolutional.With(old, by)));
        var found = difference.Networks.Select(network => $"{network.Change}: {string.Join(" ", network.Settings.Select(setting => setting.Key))}");
        Assert.Equal(changes, found.Select(change => change == "Same: " ? "Same" : change.TrimEnd()));
    }

    [Theory]
    [InlineData("2←0 2←1 3←2 4←0 → 2 3 4", 2)]
    [InlineData("2←0 3←2 4←3 5←4 → 5", 4)]
    [InlineData("2←0 3←2 4←3 5←1 → 5", 1)]
    [InlineData("2←1 2←1 → 2", 1)]
    public void Depth_is_the_longest_way_to_the_output(string cell, int depth)
    {
        string[] sides = cell.Split(" → ");
        var edges = sides[0].Split(' ').Select(edge => new Edge(edge[0] - '0', edge[2] - '0', Operations.SkipConnect)).ToEquatableArray();
        Assert.Equal(depth, CellMeasures.Depth(new Cell(edges, sides[1].Split(' ').Select(int.Parse).ToEquatableArray())));
    }

    [Fact]
    public void Skip_connections_are_counted_in_both_kinds_of_cell()
    {
        Assert.Equal(2, CellMeasures.SkipConnections(Sample.ReadPublished("darts-v2").Normal));
        Assert.Equal(3, CellMeasures.SkipConnections(Sample.ReadPublished("darts-v2").Reduce));
        Assert.Equal(1, CellMeasures.SkipConnections(((RecurrentGenotype)Sample.Valid(Sample.Recurrent.With("tanh", "identity"))).Recurrent));
    }

    private static ConvolutionalGenotype WithNode4(string edges)
    {
        var genotype = (ConvolutionalGenotype)Sample.Valid(Sample.Convolutional);
        var more = edges.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(edge => edge.TrimStart('+'))
            .Select(edge => new Edge(4, edge[0] - '0', Operations.Convolutional.First(operation => operation.Name[0] == edge[1])));
        return genotype with { Normal = genotype.Normal with { Edges = genotype.Normal.Edges.Concat(more).ToEquatableArray() } };
    }

    private static IEnumerable<(Genotype Before, Genotype After)> Pairs(int count) => Edits.Random(count).Zip(Edits.Random(count + 1).Skip(1));

    private static IEnumerable<string> Sorted(IEnumerable<Edge?>? edges) => (edges ?? []).OfType<Edge>().Select(edge => edge.ToString()).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sorted(Cell? cell) => Sorted(cell?.Edges);
}
