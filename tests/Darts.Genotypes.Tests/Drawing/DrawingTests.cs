using System.Runtime.CompilerServices;

namespace Darts.Genotypes.Tests;

/// <summary>What the pictures show, and that it can be read.</summary>
public sealed class DrawingTests
{
    /// <summary>Pixels a character of a label takes in the widest of the usual fonts.</summary>
    private const double CharacterWidth = 6.63;

    public static TheoryData<string> Names => [.. Sample.Published];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_overlaps_in_the_picture_of_a_published_genotype(string name) => AssertReadable(Sample.ReadPublished(name));

    [Fact]
    public void Nothing_overlaps_in_the_picture_of_any_genotype()
    {
        for (int seed = 0; seed < 60; seed++)
            AssertReadable(RandomGenotype.Make(new Random(seed)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_edge_is_labelled_and_every_node_has_a_box(string name)
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished(name);
        var picture = new Picture(GenotypeSvg.Draw(genotype));
        Cell[] cells = [genotype.Normal, genotype.Reduce];
        Assert.Equal(cells.SelectMany(cell => cell.Edges.Select(edge => edge.Operation.Name).Concat(cell.Concat.Select(_ => ""))), picture.Texts("edge"));
        Assert.Equal(cells.SelectMany(cell => cell.Edges.Select(edge => $"{edge.Node}").Distinct()), picture.Texts("node"));
        Assert.Equal(["ck−2", "ck−1", "ck", "ck−2", "ck−1", "ck"], picture.Texts("end"));
    }

    [Fact]
    public void An_edge_joins_the_boxes_of_what_it_reads_and_feeds()
    {
        var genotype = (ConvolutionalGenotype)Sample.Valid(Sample.Convolutional);
        var picture = new Picture(GenotypeSvg.Draw(genotype));
        var boxes = picture.Boxes.Where(box => !box.Class.StartsWith("edge", StringComparison.Ordinal)).Take(5).ToDictionary(box => box.Group.Value.Trim());
        string[][] expected = [["ck−2", "2"], ["ck−1", "2"], ["2", "3"], ["2", "ck"], ["3", "ck"]];
        foreach (var (ends, edge) in expected.Zip(picture.Edges))
        {
            var (first, last) = (edge.Points[0], edge.Points[^1]);
            Assert.Equal(boxes[ends[0]].Right, first.X, 0.2);
            Assert.InRange(first.Y, boxes[ends[0]].Top, boxes[ends[0]].Bottom);
            Assert.InRange(boxes[ends[1]].Left - last.X, 0, 8);     // the arrow's head
            Assert.InRange(last.Y, boxes[ends[1]].Top, boxes[ends[1]].Bottom);
        }
    }

    [Fact]
    public void The_first_input_stands_above_the_second() =>
        Assert.All(Sample.Published.Select(name => new Picture(GenotypeSvg.Draw(Sample.ReadPublished(name)))), picture =>
        {
            Box[] ends = [.. picture.Boxes.Where(box => box.Class == "end")];
            Assert.True(ends[0].Top < ends[1].Top && ends[3].Top < ends[4].Top);
        });

    [Fact]
    public void A_recurrent_cell_is_drawn()
    {
        var picture = new Picture(GenotypeSvg.Draw(Sample.Valid(Sample.Recurrent)));
        Assert.Equal(["relu", "tanh", "", ""], picture.Texts("edge"));
        Assert.Equal(["0", "1", "2"], picture.Texts("node"));
    }

    [Fact]
    public void A_name_that_is_markup_stays_text()
    {
        Genotype genotype = Sample.Valid(Sample.Convolutional) with { Name = "<script>&\"'\u0001\uD800" };
        var picture = new Picture(GenotypeSvg.Draw(genotype));
        Assert.Contains("<script>&\"'\uFFFD\uFFFD", picture.Root.Value);
        Assert.DoesNotContain(picture.Root.Descendants(), element => element.Name.LocalName == "script");
    }

    [Fact]
    public void The_largest_cell_is_drawn_too()
    {
        var random = new Random(1);
        var edges = Enumerable.Range(0, 2 * (GenotypeLimits.Node - 1)).Select(i => 2 + (i / 2))
            .Select(node => new Edge(node, random.Next(node), Operations.SkipConnect)).ToEquatableArray();
        var cell = new Cell(edges, Enumerable.Range(2, GenotypeLimits.Node - 1).ToEquatableArray());
        var picture = new Picture(GenotypeSvg.Draw(new ConvolutionalGenotype("Huge", cell, cell, [], Provenance.Unknown)));
        Assert.Equal(2 * (edges.Count + cell.Concat.Count), picture.Edges.Count);
    }

    [Fact]
    public void The_picture_in_the_documentation_is_what_is_drawn()
    {
        string drawn = GenotypeSvg.Draw(Sample.ReadPublished("darts-v2"));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Path.Combine(RepositoryFolder(), "docs", "images", "darts-v2.svg"), drawn);
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "darts-v2.svg")), drawn);
    }

    private static string RepositoryFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    private static void AssertReadable(Genotype genotype)
    {
        string svg = GenotypeSvg.Draw(genotype);
        Assert.Equal(svg, GenotypeSvg.Draw(genotype));
        var picture = new Picture(svg);
        for (int i = 0; i < picture.Boxes.Count; i++)
        {
            Box box = picture.Boxes[i];
            Assert.True(box.Left >= 0 && box.Top >= 0 && box.Right <= picture.Size.Width && box.Bottom <= picture.Size.Height, $"{genotype.Name}: {box}");
            if (box.Class.StartsWith("edge", StringComparison.Ordinal))
                Assert.True(box.Width >= (CharacterWidth * box.Group.Value.Trim().Length) + 8, $"{genotype.Name}: {box}");
            Assert.DoesNotContain(picture.Boxes.Skip(i + 1), box.Overlaps);
        }
        foreach (var (group, points) in picture.Edges)
        {
            foreach (Box box in picture.Boxes.Where(box => box.Group != group))
                Assert.False(points.Any(point => box.Contains(point.X, point.Y)), $"{genotype.Name}: an edge runs through {box.Group.Value}.");
        }
    }
}
