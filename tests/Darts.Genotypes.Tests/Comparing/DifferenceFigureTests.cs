using Darts.Genotypes.Drawing;

namespace Darts.Genotypes.Tests;

/// <summary>What the picture of a difference shows.</summary>
public sealed class DifferenceFigureTests
{
    [Fact]
    public void What_stayed_stands_at_one_place_in_both_pictures()
    {
        var (before, after) = Sides(cell => cell with { Edges = [Edge(2, 0, "sep_conv_5x5"), .. cell.Edges.Skip(1)] });
        Assert.Equal(Nodes(before), Nodes(after));
    }

    [Fact]
    public void Each_side_shows_its_own_edges_and_marks_those_that_changed()
    {
        var (before, after) = Sides(cell => new([Edge(2, 0, "sep_conv_5x5"), cell.Edges[1]], [2]));
        Assert.Equal(["Changed ~ sep_conv_3x3", "Faded skip_connect", "Removed − dil_conv_5x5"], Edges(before));
        Assert.Equal(["Changed ~ sep_conv_5x5", "Faded skip_connect"], Edges(after));
    }

    [Fact]
    public void A_new_node_is_marked_where_it_is()
    {
        var (before, after) = Sides(cell => new([.. cell.Edges, Edge(4, 0, "sep_conv_3x3")], [2, 3, 4]));
        Assert.Equal(["2", "3"], Nodes(before).Keys.Where(name => char.IsDigit(name[0])));
        Assert.Equal("+4", Assert.Single(after.Groups, group => group.Ink == Ink.Node && group.Mark == Mark.Added).Shapes.OfType<Label>().Single().Text);
    }

    [Fact]
    public void Nothing_overlaps_within_a_side()
    {
        foreach (var (before, after) in Edits.Random(40).Zip(Edits.Random(41).Skip(1)).Where(pair => pair.First.GetType() == pair.Second.GetType()))
        {
            foreach (CellDifference cell in GenotypeDifference.Of(before, after).Cells)
            {
                var compared = new ComparedCell(cell);
                foreach (Figure figure in new[] { compared.Draw(after: false, "a"), compared.Draw(after: true, "b") })
                {
                    var boxes = figure.Groups.SelectMany(group => group.Shapes).OfType<Drawing.Box>().ToList();
                    Assert.DoesNotContain(Pairs(boxes), pair => Overlap(pair.A, pair.B));
                    Assert.All(boxes, box => Assert.True(box.Left >= -0.1 && box.Top >= -0.1 && box.Left + box.Width <= figure.Width + 0.1 && box.Top + box.Height <= figure.Height + 0.1));
                }
            }
        }
    }

    [Fact]
    public void A_new_file_has_only_one_side()
    {
        Figure figure = DifferenceFigure.Draw(GenotypeDifference.Of(null, Sample.Valid(Sample.Convolutional)), "nothing", "x.genotype.json");
        var titles = figure.Groups.SelectMany(group => group.Shapes).OfType<Label>().Where(label => label.Style == TextStyle.Title).Select(label => label.Text);
        Assert.Equal(["Tiny", "normal cell, after", "reduction cell, after"], titles);
    }

    /// <summary>Both pictures of the sample's normal cell and another.</summary>
    private static (Figure Before, Figure After) Sides(Func<Cell, Cell> change)
    {
        var genotype = (ConvolutionalGenotype)Sample.Valid(Sample.Convolutional);
        var compared = new ComparedCell(GenotypeDifference.Of(genotype, genotype with { Normal = change(genotype.Normal) }).Cells[0]);
        return (compared.Draw(after: false, "before"), compared.Draw(after: true, "after"));
    }

    private static Edge Edge(int node, int from, string operation) => new(node, from, Operations.Convolutional.Single(candidate => candidate.Name == operation));

    private static Dictionary<string, double> Nodes(Figure figure) => figure.Groups.Where(group => group.Ink is Ink.Node or Ink.End)
        .Where(group => group.Mark == Mark.None)
        .ToDictionary(group => group.Shapes.OfType<Label>().Single().Text + group.Shapes.OfType<Label>().Single().Subscript, group => group.Shapes.OfType<Drawing.Box>().Single().Top);

    private static IEnumerable<string> Edges(Figure figure) => figure.Groups.Where(group => group.Ink.IsEdge() && group.Shapes.OfType<Label>().Any(label => label.Text.Contains('_')))
        .Select(group => $"{group.Mark} {group.Shapes.OfType<Label>().Single().Text}").Order(StringComparer.Ordinal);

    private static IEnumerable<(Drawing.Box A, Drawing.Box B)> Pairs(List<Drawing.Box> boxes) => boxes.SelectMany((a, i) => boxes.Take(i).Select(b => (a, b)));

    private static bool Overlap(Drawing.Box a, Drawing.Box b) => a.Left < b.Left + b.Width && b.Left < a.Left + a.Width && a.Top < b.Top + b.Height && b.Top < a.Top + a.Height;
}
