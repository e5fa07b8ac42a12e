namespace Darts.Genotypes.Tests;

/// <summary>What merges, what conflicts, and what is left of a conflict.</summary>
public sealed class GenotypeMergeTests
{
    [Fact]
    public void What_one_side_left_alone_is_the_others()
    {
        foreach (var (origin, changed) in Edits.Random(200).Zip(Edits.Random(201).Skip(1)))
        {
            Assert.Equal(changed, Merged(origin, changed, origin));
            Assert.Equal(changed, Merged(origin, origin, changed));
            Assert.Equal(changed, Merged(origin, changed, changed));
        }
    }

    [Fact]
    public void Changes_to_different_nodes_are_both_made_and_changes_to_one_node_conflict()
    {
        var random = new Random(4);
        int disjoint = 0, same = 0;
        foreach (Genotype origin in Edits.Random(300))
        {
            Cell cell = GenotypeDifference.Of(origin, origin).Cells[0].Before!;
            int i = random.Next(cell.Edges.Count), j = random.Next(cell.Edges.Count);
            Genotype ours = origin.WithOperation(i, random), theirs = origin.WithOperation(j, random);
            var merge = GenotypeMerge.Of(origin, ours, theirs);
            if (cell.Edges[i].Node != cell.Edges[j].Node)
            {
                disjoint++;
                Cell both = cell with { Edges = [.. cell.Edges.Select((_, at) => at == j ? First(theirs).Edges[at] : First(ours).Edges[at])] };
                Assert.Equal(origin.WithFirst(both), Merged(origin, ours, theirs));
            }
            else if (!First(ours).Equals(First(theirs)))
            {
                same++;
                Assert.EndsWith($", node {cell.Edges[i].Node}", Assert.Single(merge.Conflicts).Place);
                Assert.Equal((ours, theirs), (merge.Ours, merge.Theirs));
            }
        }
        Assert.True(disjoint > 50 && same > 50, $"{disjoint} merges and {same} conflicts are too few to say anything.");
    }

    [Theory]
    [InlineData("\"sep_conv_3x3\"", "\"sep_conv_5x5\"", "\"max_pool_3x3\"", "\"avg_pool_3x3\"")]
    [InlineData("\"concat\": [2, 3]", "\"concat\": [3]", "\"channels\": 8", "\"channels\": 10")]
    [InlineData("\"Tiny\"", "\"Small\"", "\"dil_conv_5x5\"", "\"dil_conv_3x3\"")]
    [InlineData("\"channels\": 8", "\"channels\": 10", "\"channels\": 16", "\"channels\": 18")]
    [InlineData("\"seed\": -7", "\"seed\": 7", "\"epochs\": 50", "\"epochs\": 60")]
    [InlineData(", \"seed\": -7", "", "\"$schema\": \"genotype.schema.json\",", "\"$schema\": \"x.json\",")]
    [InlineData("\n      { \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }", "\n      { \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" },\n      { \"node\": 5, \"from\": 2, \"op\": \"skip_connect\" }",
        "\"sep_conv_3x3\"", "\"sep_conv_5x5\"")]
    public void Changes_to_different_things_are_both_made(string ours, string oursBy, string theirs, string theirsBy)
    {
        Genotype origin = Sample.Valid(Sample.Convolutional);
        Genotype merged = Merged(origin, Sample.Valid(Sample.Convolutional.With(ours, oursBy)), Sample.Valid(Sample.Convolutional.With(theirs, theirsBy)));
        Assert.Equal(Sample.Valid(Sample.Convolutional.With(ours, oursBy).With(theirs, theirsBy)), merged);
    }

    [Theory]
    [InlineData("\"sep_conv_3x3\"", "\"sep_conv_5x5\"", "\"skip_connect\"", "\"dil_conv_3x3\"", "normal cell, node 2: ours is sep_conv_5x5(c_{k-2}) + skip_connect(c_{k-1}), theirs is sep_conv_3x3(c_{k-2}) + dil_conv_3x3(c_{k-1})")]
    [InlineData("\"channels\": 8", "\"channels\": 10", "\"layers\": 6", "\"layers\": 8", "network TinyCifar: ours is macro cifar, channels 10")]
    [InlineData("\"Tiny\"", "\"Small\"", "\"Tiny\"", "\"Large\"", "name: ours is 'Small', theirs is 'Large'")]
    [InlineData("\"seed\": -7", "\"seed\": 1", ", \"seed\": -7", "", "provenance, seed: ours is '1', theirs is nothing")]
    [InlineData(",\n      { \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }\n    ],\n    \"concat\": [2, 3]", "\n    ],\n    \"concat\": [2]",
        "{ \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }", "{ \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" },\n      { \"node\": 4, \"from\": 3, \"op\": \"skip_connect\" }",
        "Node 3 has no edges")]
    [InlineData("\"concat\": [2, 3]", "\"concat\": [2]",
        ",\n      { \"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }\n    ],\n    \"concat\": [2, 3]", ",\n      { \"node\": 3, \"from\": 0, \"op\": \"dil_conv_5x5\" }\n    ],\n    \"concat\": [3]", "concat is empty")]
    public void Different_changes_to_one_thing_conflict(string ours, string oursBy, string theirs, string theirsBy, string message)
    {
        Genotype a = Sample.Valid(Sample.Convolutional.With(ours, oursBy)), b = Sample.Valid(Sample.Convolutional.With(theirs, theirsBy));
        var merge = GenotypeMerge.Of(Sample.Valid(Sample.Convolutional), a, b);
        Assert.Contains(message, Assert.Single(merge.Conflicts).ToString());
        AssertSidesCanBeTaken(merge);
    }

    [Fact]
    public void Another_order_conflicts_with_nothing()
    {
        var random = new Random(5);
        foreach (Genotype origin in Edits.Random(200))
        {
            Genotype reordered = Edits.Reordered(origin, random) with { Provenance = origin.Provenance, Schema = origin.Schema }, changed = origin.WithOperation(0, random);
            GenotypeMerge one = GenotypeMerge.Of(origin, reordered, changed), other = GenotypeMerge.Of(origin, changed, reordered);
            Assert.Empty(one.Conflicts.Concat(other.Conflicts));
            Assert.True(GenotypeDifference.Of(changed, one.Ours).IsEmpty && GenotypeDifference.Of(changed, other.Ours).IsEmpty);
        }
    }

    [Fact]
    public void Any_merge_is_valid_or_a_conflict_whose_sides_are()
    {
        var random = new Random(6);
        for (int i = 0; i < 300; i++)
        {
            Genotype origin = RandomGenotype.Make(new Random(i)), ours = Edited(origin, random), theirs = Edited(origin, random);
            AssertSidesCanBeTaken(GenotypeMerge.Of(origin, ours, theirs));
        }
    }

    [Fact]
    public void Without_an_origin_only_equals_merge()
    {
        Genotype one = Sample.Valid(Sample.Convolutional), other = Sample.Valid(Sample.Convolutional.With("\"channels\": 8", "\"channels\": 10")), language = Sample.Valid(Sample.Recurrent);
        Assert.Equal(one, Merged(null, one, one));
        Assert.Contains("both sides added", Assert.Single(GenotypeMerge.Of(null, one, other).Conflicts).Place);
        Assert.Single(GenotypeMerge.Of(one, other, language).Conflicts);
        Assert.Equal(language, Merged(one, one, language));
    }

    [Fact]
    public void Markers_stand_around_the_lines_that_differ() => Assert.Equal(
        "a\n<<<<<<< ours\nb\n=======\nB\nC\n>>>>>>> theirs\nd\n<<<<<<< ours\ne\n=======\n>>>>>>> theirs\nf\n",
        ConflictText.Write("a\nb\nd\ne\nf\n", "a\nB\nC\nd\nf\n", 7));

    [Theory]
    [InlineData("", "a\n")]
    [InlineData("a\n", "")]
    [InlineData("a\nb\n", "b\na\n")]
    [InlineData("a\na\na\n", "a\n")]
    public void Each_side_of_a_conflict_text_is_that_side(string ours, string theirs) => AssertSides(ours, theirs);

    [Theory]
    [InlineData("a\n")]
    [InlineData("<<<<<<< ours\na\n=======\nb\n")]
    [InlineData("=======\na\n>>>>>>> theirs\n")]
    [InlineData("<<<<<<< ours\n<<<<<<< ours\n=======\n>>>>>>> theirs\n")]
    public void A_text_without_whole_conflicts_has_no_sides(string text) => Assert.Null(ConflictText.Sides(text));

    [Fact]
    public void The_origin_between_the_sides_belongs_to_neither() =>
        Assert.Equal(("a\nb\n", "a\nc\n"), ConflictText.Sides("a\n<<<<<<< HEAD\nb\n||||||| origin\nx\n=======\nc\n>>>>>>> branch\n"));

    private static void AssertSidesCanBeTaken(GenotypeMerge merge)
    {
        string ours = GenotypeWriter.Write(merge.Ours), theirs = GenotypeWriter.Write(merge.Theirs);
        Sample.Valid(ours);
        Sample.Valid(theirs);
        Assert.Equal(merge.Conflicts.Count == 0, ours == theirs);
        AssertSides(ours, theirs);
    }

    private static void AssertSides(string ours, string theirs)
    {
        string text = ConflictText.Write(ours, theirs, 11);
        Assert.Equal(ours == theirs ? null : (ours, theirs), ConflictText.Sides(text));
        Assert.Equal(ours != theirs, text.Contains("<<<<<<<<<<< ours\n", StringComparison.Ordinal));
    }

    private static Genotype Merged(Genotype? origin, Genotype ours, Genotype theirs)
    {
        var merge = GenotypeMerge.Of(origin, ours, theirs);
        Assert.Empty(merge.Conflicts);
        Assert.Equal(merge.Ours, merge.Theirs);
        return merge.Ours;
    }

    private static Cell First(Genotype genotype) => GenotypeDifference.Of(genotype, genotype).Cells[0].Before!;

    /// <summary>Some nodes of the first cell taken from another random cell, as far as that is valid.</summary>
    private static Genotype Edited(Genotype origin, Random random)
    {
        Cell cell = First(origin);
        for (int attempt = 0; attempt < 50; attempt++)
        {
            Cell other = RandomGenotype.Cell(random, origin is RecurrentGenotype ? 1 : 2, origin is RecurrentGenotype ? Operations.Recurrent : Operations.Convolutional);
            int node = random.Next(1, 9);
            var edges = cell.Edges.Where(edge => edge.Node != node).Concat(other.Edges.Where(edge => edge.Node == node)).OrderBy(edge => edge.Node);
            Genotype edited = origin.WithFirst(new(edges.ToEquatableArray(), random.Next(2) == 0 ? cell.Concat : cell.Concat.Union(other.Concat.Where(output => output == node)).Order().ToEquatableArray()));
            if (GenotypeReader.Read(GenotypeWriter.Write(edited)).Genotype is not null)
                return edited;
        }
        return origin;
    }
}
