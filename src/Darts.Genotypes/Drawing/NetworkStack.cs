using System.Globalization;

namespace Darts.Genotypes.Drawing;

/// <summary>A network as a pile of boxes: stem, cells, head.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Note">What it costs.</param>
/// <param name="Boxes">From the input on. Each reads boxes at most two above it.</param>
/// <param name="Aside">A head beside the pile; null for none.</param>
public sealed record NetworkStack(string Name, string Note, EquatableArray<StackBox> Boxes, StackBox? Aside)
{
    /// <summary>The pile of one of a genotype's networks.</summary>
    /// <param name="genotype">A valid genotype.</param>
    /// <param name="network">One of its networks.</param>
    /// <exception cref="ArgumentException">The network is none of the genotype's kind.</exception>
    public static NetworkStack Of(Genotype genotype, NetworkSpec network) => (genotype, network) switch
    {
        (ConvolutionalGenotype convolutional, ImageNetworkSpec image) => Of(Lowering.Lower(convolutional, image)),
        (RecurrentGenotype recurrent, LanguageNetworkSpec language) => Of(recurrent, language),
        _ => throw new ArgumentException($"A genotype of this kind has no network like {network.Name}.", nameof(network)),
    };

    private static NetworkStack Of(NetworkGraph graph)
    {
        string note = $"{Costs(NetworkCounts.Of(graph))}; channels × height × width of every output";
        var boxes = new List<StackBox> { new("image", Detail(graph.Input), Ink.End, []) };
        if (graph.Stem.Macro == ImageMacro.Cifar)
        {
            boxes.Add(new("stem", Detail(graph.Stem.Previous), Ink.End, [0]));
        }
        else
        {
            boxes.Add(new("stem 0", Detail(graph.Stem.Before), Ink.End, [0]));
            boxes.Add(new("stem 1", Detail(graph.Stem.Previous), Ink.End, [1]));
        }
        int first = boxes.Count;
        foreach (PlacedCell cell in graph.Cells)
        {
            int previous = boxes.Count - 1, before = Math.Max(previous - 1, first == 2 ? 1 : 0);
            bool isNormal = cell.Kind == CellKind.Normal;
            boxes.Add(new(
                $"cell {cell.Index.ToString(CultureInfo.InvariantCulture)} {(isNormal ? "normal" : "reduction")}",
                Detail(cell.Output), isNormal ? Ink.Node : Ink.Reduction, before == previous ? [previous] : [before, previous]));
        }
        string classes = $"{Number(graph.Classifier.Classes)} classes";
        boxes.Add(new("average pool, linear", classes, Ink.End, [boxes.Count - 1]));
        StackBox? aside = graph.Auxiliary is { } auxiliary ? new("auxiliary head", classes, Ink.End, [first + auxiliary.Cell]) : null;
        return new(graph.Name, note, boxes.ToEquatableArray(), aside);
    }

    private static NetworkStack Of(RecurrentGenotype genotype, LanguageNetworkSpec network)
    {
        int nodes = genotype.Recurrent.Edges.Select(static edge => edge.Node).Distinct().Count();
        return new(
            network.Name, $"{Costs(NetworkCounts.Of(genotype, network))} a word; the cell reads its own output of the word before",
            [
                new("word", $"one of {Number(network.Vocabulary)}", Ink.End, []),
                new("embedding", Number(network.Embedding), Ink.End, [0]),
                new($"recurrent cell, {Number(nodes)} nodes", Number(network.Hidden), Ink.Node, [2, 1]),
                new("linear, softmax", $"{Number(network.Vocabulary)} words", Ink.End, [2]),
            ],
            null);
    }

    private static string Costs(NetworkCounts counts) =>
        string.Format(CultureInfo.InvariantCulture, "{0:N0} parameters, {1:0.0} M multiply-adds", counts.Parameters, counts.MultiplyAdds / 1e6);

    private static string Detail(ImageShape shape) => string.Format(CultureInfo.InvariantCulture, "{0} × {1} × {2}", shape.Channels, shape.Height, shape.Width);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>A box of a <see cref="NetworkStack"/>.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Detail">The shape of what it computes.</param>
/// <param name="Ink">Its colours.</param>
/// <param name="Reads">The boxes it reads, by index: itself, or one or two above.</param>
public sealed record StackBox(string Name, string Detail, Ink Ink, EquatableArray<int> Reads);
