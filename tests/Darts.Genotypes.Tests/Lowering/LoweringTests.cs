namespace Darts.Genotypes.Tests;

public sealed class LoweringTests
{
    private static readonly ConvolutionalGenotype NasNet = Sample.ReadPublished("nasnet");
    private static readonly ConvolutionalGenotype DartsV2 = Sample.ReadPublished("darts-v2");

    [Fact]
    public void Cells_at_a_third_and_two_thirds_reduce_and_double_the_channels()
    {
        NetworkGraph graph = Lower(DartsV2, DartsV2.Networks[0]);
        Assert.Equal([6, 13], graph.Cells.Where(cell => cell.Kind == CellKind.Reduction).Select(cell => cell.Index));
        Assert.Equal([7, 14], graph.Cells.Where(cell => cell.PreviousReduced).Select(cell => cell.Index));
        Assert.Equal([36, 72, 144], graph.Cells.Select(cell => cell.Channels).Distinct());
        Assert.Equal(new ImageShape(108, 32, 32), graph.Stem.Before);
        Assert.Equal(new ImageShape(576, 8, 8), graph.Classifier.Input);
        Assert.Equal(13, graph.Auxiliary!.Cell);
        Assert.Equal(AuxiliaryPooling.Fixed, graph.Auxiliary.Pooling);
    }

    [Fact]
    public void The_ImageNet_stem_reduces_by_four_and_eight_and_the_first_cell_joins_the_two()
    {
        NetworkGraph graph = Lower(DartsV2, DartsV2.Networks[1]);
        Assert.Equal((new ImageShape(48, 56, 56), new ImageShape(48, 28, 28)), (graph.Stem.Before, graph.Stem.Previous));
        Assert.Equal(PreprocessKind.FactorizedReduce, graph.Cells[0].Preprocess0);
        Assert.Equal(new ImageShape(768, 7, 7), graph.Auxiliary!.Input);
        Assert.Equal(AuxiliaryPooling.Fixed, graph.Auxiliary.Pooling);
    }

    [Fact]
    public void Channels_follow_each_cells_own_concat()
    {
        // NASNet: five nodes in a normal cell's output, three in a reduction cell's.
        EquatableArray<PlacedCell> cells = Lower(NasNet, NasNet.Networks[0]).Cells;
        Assert.Equal((5 * 36, 3 * 72, 5 * 72), (cells[5].Output.Channels, cells[6].Output.Channels, cells[7].Output.Channels));
        Assert.Equal((5 * 36, 3 * 72), (cells[7].Before.Channels, cells[7].Previous.Channels));
        Assert.Equal((3 * 72, 5 * 72), (cells[8].Before.Channels, cells[8].Previous.Channels));
    }

    [Fact]
    public void Only_edges_from_the_inputs_of_a_reduction_cell_have_stride_two()
    {
        NetworkGraph graph = Lower(NasNet, NasNet.Networks[0]);
        Assert.All(graph.Normal.Nodes.SelectMany(node => node.Edges), edge => Assert.Equal(1, edge.Stride));
        Assert.All(graph.Reduction.Nodes.SelectMany(node => node.Edges), edge => Assert.Equal(edge.From < 2 ? 2 : 1, edge.Stride));
        Assert.Equal(Enumerable.Range(0, 10), graph.Reduction.Nodes.SelectMany(node => node.Edges).Select(edge => edge.Index));
    }

    [Fact]
    public void Inside_a_reduction_cell_nodes_have_half_the_resolution_of_inputs()
    {
        PlacedCell cell = Lower(DartsV2, DartsV2.Networks[0]).Cells[6];
        Assert.Equal([new(72, 32, 32), new(72, 32, 32), new(72, 16, 16), new(72, 16, 16), new(72, 16, 16), new(72, 16, 16)], cell.Values);
    }

    [Fact]
    public void Odd_sizes_halve_upwards_and_the_auxiliary_head_adapts()
    {
        NetworkGraph graph = Lower(DartsV2, (ImageNetworkSpec)DartsV2.Networks[0] with { Input = new(1, 27, 18) });
        Assert.Equal([(27, 18), (14, 9), (7, 5)], graph.Cells.Select(cell => (cell.Output.Height, cell.Output.Width)).Distinct());
        Assert.Equal(AuxiliaryPooling.Adaptive, graph.Auxiliary!.Pooling);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(5, 1, 3)]
    public void Few_layers_reduce_as_the_original_does(int layers, int first, int second)
    {
        NetworkGraph graph = Lower(DartsV2, (ImageNetworkSpec)DartsV2.Networks[0] with { Layers = layers });
        Assert.Equal(new[] { first, second }.Distinct(), graph.Cells.Where(cell => cell.Kind == CellKind.Reduction).Select(cell => cell.Index));
        Assert.Equal(second, graph.Auxiliary!.Cell);
    }

    [Fact]
    public void Nodes_that_reach_no_output_are_dead_and_need_no_ReLU()
    {
        Operation sepConv = Operations.Convolutional.Single(operation => operation.Name == "sep_conv_3x3");
        var cell = new Cell([new(2, 0, sepConv), new(3, 2, Operations.SkipConnect), new(4, 1, sepConv), new(5, 4, sepConv)], [3]);
        CellGraph graph = Lower(new("Small", cell, cell, DartsV2.Networks, Provenance.Unknown), DartsV2.Networks[0]).Normal;
        Assert.Equal([true, true, false, false], graph.Nodes.Select(node => node.IsLive));
    }

    [Fact]
    public void Node_numbers_may_be_left_out()
    {
        var cell = new Cell([new(2, 0, Operations.SkipConnect), new(5, 2, Operations.SkipConnect)], [2, 5]);
        PlacedCell placed = Lower(new("Small", cell, cell, DartsV2.Networks, Provenance.Unknown), DartsV2.Networks[0]).Cells[0];
        Assert.Equal(6, placed.Values.Count);
        Assert.Equal(72, placed.Output.Channels);
    }

    [Fact]
    public void Equal_genotypes_lower_to_equal_graphs() => Assert.Equal(Lower(NasNet, NasNet.Networks[0]), Lower(Sample.ReadPublished("nasnet"), NasNet.Networks[0]));

    private static NetworkGraph Lower(ConvolutionalGenotype genotype, NetworkSpec network) => Genotypes.Lowering.Lower(genotype, (ImageNetworkSpec)network);
}
