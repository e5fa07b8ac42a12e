using Darts.Genotypes.Drawing;

namespace Darts.Genotypes.Tests;

/// <summary>The pile of a network's cells.</summary>
public sealed class NetworkFigureTests
{
    [Fact]
    public void Every_cell_stands_in_the_pile_with_its_shape()
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished("darts-v2");
        var network = (ImageNetworkSpec)genotype.Networks[0];
        NetworkGraph graph = Lowering.Lower(genotype, network);
        var stack = NetworkStack.Of(genotype, network);
        Assert.Equal(graph.Cells.Select(cell => $"{cell.Output.Channels} × {cell.Output.Height} × {cell.Output.Width}"), stack.Boxes.Skip(2).SkipLast(1).Select(box => box.Detail));
        Assert.Equal([6, 13], stack.Boxes.Skip(2).SkipLast(1).Index().Where(box => box.Item.Ink == Ink.Reduction).Select(box => box.Index));
        Assert.Equal("cell 13 reduction", stack.Boxes[stack.Aside!.Reads[0]].Name);
        Assert.StartsWith("3,349,342 parameters, 528.4 M multiply-adds", stack.Note);
    }

    [Theory]
    [InlineData(0, "image < ; stem < image; cell 0 normal < stem; cell 1 normal < stem, cell 0 normal; cell 2 reduction < cell 0 normal, cell 1 normal")]
    [InlineData(1, "image < ; stem 0 < image; stem 1 < stem 0; cell 0 normal < stem 0, stem 1; cell 1 reduction < stem 1, cell 0 normal")]
    public void A_cell_reads_the_two_before_it(int network, string expected)
    {
        Genotype genotype = Sample.Valid(Sample.Convolutional);
        var boxes = NetworkStack.Of(genotype, genotype.Networks[network]).Boxes;
        Assert.Equal(expected, string.Join("; ", boxes.Take(5).Select(box => $"{box.Name} < {string.Join(", ", box.Reads.Select(read => boxes[read].Name))}")));
    }

    [Fact]
    public void Nothing_overlaps_in_any_pile_and_no_two_arrows_cross()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            Genotype genotype = RandomGenotype.Make(new Random(seed));
            foreach (NetworkSpec network in genotype.Networks)
                AssertReadable(NetworkFigure.Draw(NetworkStack.Of(genotype, network)));
        }
    }

    [Fact]
    public void A_language_model_is_a_pile_too()
    {
        Genotype genotype = Sample.Valid(Sample.Recurrent);
        var stack = NetworkStack.Of(genotype, genotype.Networks[0]);
        Assert.Equal(["word: one of 10,000", "embedding: 850", "recurrent cell, 2 nodes: 850", "linear, softmax: 10,000 words"], stack.Boxes.Select(box => $"{box.Name}: {box.Detail}"));
        AssertReadable(NetworkFigure.Draw(stack));
    }

    private static void AssertReadable(Figure figure)
    {
        var picture = new Picture(FigureSvg.Document(figure));
        for (int i = 0; i < picture.Boxes.Count; i++)
        {
            Box box = picture.Boxes[i];
            Assert.True(box.Left >= 0 && box.Top >= 0 && box.Right <= picture.Size.Width && box.Bottom <= picture.Size.Height);
            Assert.DoesNotContain(picture.Boxes.Skip(i + 1), box.Overlaps);
        }
        Assert.All(picture.Edges, edge => Assert.DoesNotContain(picture.Boxes, box => edge.Points.Any(point => box.Contains(point.X, point.Y))));
        foreach (FigureGroup box in figure.Groups.Where(group => group.Shapes[0] is Drawing.Box))
        {
            // Left the name, right the shape, with room between them.
            Label[] labels = [.. box.Shapes.OfType<Label>()];
            Assert.True(labels[0].At.X + labels[0].Style.WidthOf(labels[0].Text) + 10 <= labels[1].At.X);
        }
        // Detours at one side follow one another; straight arrows stand between two boxes.
        var detours = picture.Edges.Select(edge => edge.Points).Where(points => points.Select(point => Math.Round(point.X)).Distinct().Count() > 2 && points.Max(point => point.Y) - points.Min(point => point.Y) > 20);
        foreach (var side in detours.GroupBy(points => Math.Sign(points[10].X - points[0].X)))
        {
            var spans = side.Select(points => (Top: points.Min(point => point.Y), Bottom: points.Max(point => point.Y))).OrderBy(span => span.Top).ToArray();
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.Bottom < pair.Second.Top));
        }
    }
}
