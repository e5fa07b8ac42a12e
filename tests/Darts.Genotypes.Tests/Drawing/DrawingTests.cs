using Darts.Genotypes.Drawing;

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

    [Fact]
    public void Nothing_overlaps_in_a_cell_whose_edges_and_nodes_are_marked()
    {
        Mark[] marks = Enum.GetValues<Mark>();
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            foreach (NamedCell named in GenotypeFigure.CellsOf(RandomGenotype.Make(random)))
            {
                DrawnCell cell = named.Cell.Marked((_, _) => marks[random.Next(marks.Length)]);
                cell = cell with { Vertices = cell.Vertices.Select(vertex => vertex with { Mark = marks[random.Next(marks.Length)] }).ToEquatableArray() };
                Figure figure = Figure.Row("Both", 40, CellFigure.Draw(named.Cell), CellFigure.Draw(cell)).Framed();
                var picture = new Picture(FigureSvg.Document(figure));
                Assert.Equal(named.Cell.Edges.Concat(cell.Edges).Select(edge => edge.Text), picture.Texts("edge"));
                AssertReadable($"seed {seed}", picture);
            }
        }
    }

    [Theory]
    [InlineData(Mark.Added, "+ sep_conv_3x3", "stroke-width: 2.6")]
    [InlineData(Mark.Removed, "− sep_conv_3x3", "stroke-dasharray: 2 3")]
    [InlineData(Mark.Changed, "~ sep_conv_3x3", "stroke-width: 2.6")]
    public void A_mark_is_told_by_a_sign_and_a_line_not_by_colour_alone(Mark mark, string text, string line)
    {
        var genotype = (ConvolutionalGenotype)Sample.Valid(Sample.Convolutional);
        DrawnCell cell = DrawnCell.Convolutional(genotype.Normal).Marked((_, i) => i == 0 ? mark : Mark.Faded);
        string svg = FigureSvg.Document(CellFigure.Draw(cell));
        Assert.Equal(text, new Picture(svg).Texts("edge")[0]);
        Assert.Contains(line, svg.Split('\n').First(rule => rule.Contains($".{mark.ToString().ToLowerInvariant()} path", StringComparison.Ordinal) && rule.Contains(line.Split(':')[0], StringComparison.Ordinal)));
    }

    [Fact]
    public void A_theme_that_is_chosen_has_no_other_beside_it()
    {
        Figure figure = GenotypeFigure.Draw(Sample.Valid(Sample.Convolutional));
        Assert.Contains("prefers-color-scheme", FigureSvg.Document(figure));
        string light = FigureSvg.Document(figure, Theme.Light), dark = FigureSvg.Document(figure, Theme.Dark);
        Assert.DoesNotContain("prefers-color-scheme", light + dark);
        Assert.Contains($".paper {{ fill: {Palette.Paper(dark: false)}; }}", light);
        Assert.Contains($".paper {{ fill: {Palette.Paper(dark: true)}; }}", dark);
    }

    [Fact]
    public void A_long_name_does_not_run_out_of_the_picture()
    {
        Genotype genotype = Sample.Valid(Sample.Convolutional) with { Name = new string('W', GenotypeLimits.NameLength) };
        Figure figure = GenotypeFigure.Draw(genotype);
        Assert.All(figure.Groups.SelectMany(group => group.Shapes).OfType<Label>().Where(label => !label.Style.IsCentred), label =>
            Assert.True(label.At.X + label.Style.WidthOf(label.Text) <= figure.Width));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_edge_is_labelled_and_every_node_has_a_box(string name)
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished(name);
        var picture = new Picture(Svg(genotype));
        Cell[] cells = [genotype.Normal, genotype.Reduce];
        Assert.Equal(cells.SelectMany(cell => cell.Edges.Select(edge => edge.Operation.Name).Concat(cell.Concat.Select(_ => ""))), picture.Texts("edge"));
        Assert.Equal(cells.SelectMany(cell => cell.Edges.Select(edge => $"{edge.Node}").Distinct()), picture.Texts("node"));
        Assert.Equal(["ck−2", "ck−1", "ck", "ck−2", "ck−1", "ck"], picture.Texts("end"));
    }

    [Fact]
    public void An_edge_joins_the_boxes_of_what_it_reads_and_feeds()
    {
        var genotype = (ConvolutionalGenotype)Sample.Valid(Sample.Convolutional);
        var picture = new Picture(Svg(genotype));
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
        Assert.All(Sample.Published.Select(name => new Picture(Svg(Sample.ReadPublished(name)))), picture =>
        {
            Box[] ends = [.. picture.Boxes.Where(box => box.Class == "end")];
            Assert.True(ends[0].Top < ends[1].Top && ends[3].Top < ends[4].Top);
        });

    [Fact]
    public void A_recurrent_cell_is_drawn()
    {
        var picture = new Picture(Svg(Sample.Valid(Sample.Recurrent)));
        Assert.Equal(["relu", "tanh", "", "", "", ""], picture.Texts("edge"));
        Assert.Equal(["0", "1", "2"], picture.Texts("node"));
        Assert.Equal(["xt", "ht−1", "ht"], picture.Texts("end"));
    }

    [Fact]
    public void A_name_that_is_markup_stays_text()
    {
        Genotype genotype = Sample.Valid(Sample.Convolutional) with { Name = "<script>&\"'\u0001\uD800" };
        var picture = new Picture(Svg(genotype));
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
        var picture = new Picture(Svg(new ConvolutionalGenotype("Huge", cell, cell, [], Provenance.Unknown)));
        Assert.Equal(2 * (edges.Count + cell.Concat.Count), picture.Edges.Count);
    }

    private static string Svg(Genotype genotype) => FigureSvg.Document(GenotypeFigure.Draw(genotype));

    private static void AssertReadable(Genotype genotype)
    {
        string svg = Svg(genotype);
        Assert.Equal(svg, Svg(genotype));
        AssertReadable(genotype.Name, new Picture(svg));
    }

    private static void AssertReadable(string name, Picture picture)
    {
        for (int i = 0; i < picture.Boxes.Count; i++)
        {
            Box box = picture.Boxes[i];
            Assert.True(box.Left >= 0 && box.Top >= 0 && box.Right <= picture.Size.Width && box.Bottom <= picture.Size.Height, $"{name}: {box}");
            if (box.Class.StartsWith("edge", StringComparison.Ordinal))
                Assert.True(box.Width >= (CharacterWidth * box.Group.Value.Trim().Length) + 8, $"{name}: {box}");
            Assert.DoesNotContain(picture.Boxes.Skip(i + 1), box.Overlaps);
        }
        foreach (var (group, points) in picture.Edges)
        {
            foreach (Box box in picture.Boxes.Where(box => box.Group != group))
                Assert.False(points.Any(point => box.Contains(point.X, point.Y)), $"{name}: an edge runs through {box.Group.Value}.");
        }
    }
}
