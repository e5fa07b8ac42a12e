namespace Darts.Genotypes;

/// <summary>From a genotype to a network of known shapes: the macro structure of quark0/darts <c>cnn/model.py</c>.</summary>
public static class Lowering
{
    /// <summary>Stacks the genotype's cells as <paramref name="network"/> says. Where both reduce, odd sizes halve upwards: 7 → 4.</summary>
    /// <param name="genotype">A valid genotype: what <c>GenotypeReader</c> lets through.</param>
    /// <param name="network">One of its networks.</param>
    public static NetworkGraph Lower(ConvolutionalGenotype genotype, ImageNetworkSpec network)
    {
        CellGraph normal = CellLowering.Lower(genotype.Normal, CellKind.Normal);
        CellGraph reduction = CellLowering.Lower(genotype.Reduce, CellKind.Reduction);
        StemGraph stem = StemOf(network);

        var cells = new List<PlacedCell>(network.Layers);
        ImageShape before = stem.Before, previous = stem.Previous;
        int channels = network.Channels;
        bool previousReduced = network.Macro == ImageMacro.ImageNet;
        for (int index = 0; index < network.Layers; index++)
        {
            CellKind kind = KindAt(index, network.Layers);
            channels *= kind == CellKind.Reduction ? 2 : 1;
            PlacedCell cell = Place(kind == CellKind.Normal ? normal : reduction, index, channels, before, previous, previousReduced);
            cells.Add(cell);
            (before, previous, previousReduced) = (previous, cell.Output, kind == CellKind.Reduction);
        }

        AuxiliaryGraph? auxiliary = network.Auxiliary ? AuxiliaryOf(network, cells[2 * network.Layers / 3]) : null;
        return new NetworkGraph(
            network.Name, genotype.Name, network.Input, stem, normal, reduction, cells.ToEquatableArray(), auxiliary, new ClassifierGraph(previous, network.Classes));
    }

    /// <summary>The kind of cell at a place: those at ⌊L/3⌋ and ⌊2L/3⌋ reduce.</summary>
    /// <param name="index">The cell, from 0.</param>
    /// <param name="layers">L.</param>
    internal static CellKind KindAt(int index, int layers) => index == layers / 3 || index == 2 * layers / 3 ? CellKind.Reduction : CellKind.Normal;

    /// <summary>Half the resolution: what a 3×3 convolution or pool of stride 2 and padding 1 leaves, 7 → 4.</summary>
    internal static ImageShape Halved(this ImageShape shape) => shape with { Height = (shape.Height + 1) / 2, Width = (shape.Width + 1) / 2 };

    /// <summary>The stem; it widens to 3C in the CIFAR macro (<c>stem_multiplier</c>) and reduces by 4 and 8 in the ImageNet macro.</summary>
    private static StemGraph StemOf(ImageNetworkSpec network)
    {
        ImageShape input = network.Input;
        if (network.Macro == ImageMacro.Cifar)
        {
            ImageShape stem = input with { Channels = 3 * network.Channels };
            return new StemGraph(network.Macro, network.Channels, stem, stem);
        }
        ImageShape quarter = input.Halved().Halved() with { Channels = network.Channels };
        return new StemGraph(network.Macro, network.Channels, quarter, quarter.Halved());
    }

    private static PlacedCell Place(CellGraph graph, int index, int channels, ImageShape before, ImageShape previous, bool previousReduced)
    {
        // Both inputs come to the resolution of the previous cell; a node that reads one of them in a reduction cell halves it.
        ImageShape inside = previous with { Channels = channels };
        ImageShape node = graph.Kind == CellKind.Reduction ? inside.Halved() : inside;
        // Numbers may be left out, and the table is indexed by them.
        int last = graph.Nodes.Max(static value => value.Number);
        var values = Enumerable.Repeat(inside, CellLowering.Inputs).Concat(Enumerable.Repeat(node, last - CellLowering.Inputs + 1));
        ImageShape output = node with { Channels = channels * graph.Concat.Count };
        return new PlacedCell(index, graph.Kind, channels, before, previous, previousReduced, values.ToEquatableArray(), output);
    }

    /// <summary>The original pools 5×5 with stride 3 (CIFAR) or 2 (ImageNet), then convolves what must be 2×2.</summary>
    private static AuxiliaryGraph AuxiliaryOf(ImageNetworkSpec network, PlacedCell cell)
    {
        int stride = network.Macro == ImageMacro.Cifar ? 3 : 2;
        bool fits = PooledSide(cell.Output.Height, stride) == 2 && PooledSide(cell.Output.Width, stride) == 2;
        return new AuxiliaryGraph(network.Macro, cell.Index, cell.Output, fits ? AuxiliaryPooling.Fixed : AuxiliaryPooling.Adaptive, network.Classes);
    }

    private static int PooledSide(int side, int stride) => side < 5 ? 0 : ((side - 5) / stride) + 1;
}
