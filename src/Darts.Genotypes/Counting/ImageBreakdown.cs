namespace Darts.Genotypes;

/// <summary>Counts an image network part by part.</summary>
internal sealed class ImageBreakdown(NetworkGraph graph)
{
    private const string Preprocessing = "preprocessing";

    private readonly BreakdownList _list = new();

    public NetworkBreakdown Count()
    {
        _list.Add("stem", MacroCosts.Stem(graph.Stem, graph.Input), Stem());
        _list.EndPart("stem", null, Shape(graph.Stem.Previous));
        foreach (PlacedCell cell in graph.Cells)
        {
            AddCell(cell, graph.CellOf(cell.Kind));
            _list.EndPart(cell.Kind == CellKind.Normal ? "normal" : "reduction", cell.Index, Shape(cell.Output));
        }
        if (graph.Auxiliary is { } head)
        {
            _list.Add("auxiliary head", MacroCosts.Auxiliary(head) with { MultiplyAdds = 0 }, Auxiliary(head));
            _list.EndPart("auxiliary head", null, [head.Classes]);
        }
        _list.Add("classifier", MacroCosts.Classifier(graph.Classifier), graph.Classifier.Input.Channels);
        _list.EndPart("classifier", null, [graph.Classifier.Classes]);
        return _list.Build();
    }

    private void AddCell(PlacedCell cell, CellGraph cellGraph)
    {
        // Each input is rectified, convolved and normalised: the ReLU's result and the batch norm's input are kept.
        _list.Add(Preprocessing, OperationCosts.Pointwise(cell.Before.Channels, cell.Values[0]), Size(cell.Before) + Size(cell.Values[0]));
        _list.Add(Preprocessing, OperationCosts.Pointwise(cell.Previous.Channels, cell.Values[1]), Size(cell.Previous) + Size(cell.Values[1]));
        // What several operations read is kept once, and counted with the first of them.
        var rectified = new HashSet<int>();
        var pooled = new HashSet<int>();
        foreach (NodeGraph node in cellGraph.Nodes)
        {
            foreach (EdgeGraph edge in node.Edges)
            {
                ImageShape input = cell.Values[edge.From], output = cell.Values[node.Number];
                Cost cost = OperationCosts.Of(edge, input, output);
                bool pools = edge.Operation.Family is OperationFamily.MaxPool or OperationFamily.AveragePool;
                long shared = node.IsLive && ((edge.ReadsRectified && rectified.Add(edge.From)) || (pools && pooled.Add(edge.From))) ? Size(input) : 0;
                _list.Add(edge.Operation.Name, node.IsLive ? cost : cost with { MultiplyAdds = 0 }, node.IsLive ? shared + Inside(edge, input, output) : 0);
            }
        }
    }

    /// <summary>What an operation keeps besides its input.</summary>
    private static long Inside(EdgeGraph edge, ImageShape input, ImageShape output) => edge.Operation.Family switch
    {
        OperationFamily.MaxPool => 2 * Size(output),                                                // 64-bit indices
        OperationFamily.Skip => edge.IsIdentity ? 0 : Size(output),                                 // the batch norm's input
        OperationFamily.SeparableConvolution => 5 * Size(output),                                   // depthwise, pointwise, ReLU, depthwise, pointwise
        OperationFamily.DilatedConvolution => 2 * Size(output),                                     // depthwise, pointwise
        OperationFamily.FactorizedConvolution => Size(output with { Height = input.Height }) + Size(output),
        _ => 0,
    };

    private long Stem()
    {
        StemGraph stem = graph.Stem;
        if (stem.Macro == ImageMacro.Cifar)
            return Size(graph.Input) + Size(stem.Before);
        ImageShape half = graph.Input.Halved() with { Channels = stem.Channels / 2 };
        // The image; two convolutions with a ReLU between them; a ReLU and the third.
        return Size(graph.Input) + (2 * Size(half)) + (2 * Size(stem.Before)) + Size(stem.Previous);
    }

    /// <summary>The ReLU's result, which the pool reads; its 2×2 map; the maps of 128 and 768 channels before and after their ReLUs.</summary>
    private static long Auxiliary(AuxiliaryGraph head) => Size(head.Input) + (2 * 2 * head.Input.Channels) + (2 * 128 * 2 * 2) + (2 * 768);

    private static long Size(ImageShape shape) => (long)shape.Channels * shape.Height * shape.Width;

    private static EquatableArray<int> Shape(ImageShape shape) => [shape.Channels, shape.Height, shape.Width];
}
