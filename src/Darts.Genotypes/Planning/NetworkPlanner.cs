namespace Darts.Genotypes;

/// <summary>Plans a network for inference without a tensor library: places every map and weight.</summary>
public static class NetworkPlanner
{
    /// <summary>The window of the original's last pooling in the ImageNet macro.</summary>
    private const int ImageNetWindow = 7;

    /// <summary>Plans it.</summary>
    /// <param name="graph">The network.</param>
    public static PlannedNetwork Plan(NetworkGraph graph)
    {
        var arena = new Arena();
        var image = Take(arena, "image", new(graph.Input, Border: 1));
        var (stem, before, previous) = StemPlanner.Plan(graph, image, arena);
        int weights = stem.OfType<PlannedProduct>().Sum(static step => step.WeightsLength);

        var kinds = new List<PlannedCell>();
        var kindOf = new Dictionary<(CellKind, int, MapShape, MapShape, bool, MapShape, bool), int>();
        var calls = new List<CellCall>();
        var (s0, s1) = (before, previous);
        foreach (PlacedCell cell in graph.Cells)
        {
            bool isLast = cell.Index == graph.Cells.Count - 1;
            var outputShape = new MapShape(cell.Output, isLast ? 0 : BorderOfOutput(graph, cell.Index, cell.Output));
            PlannedMap output = Take(arena, "output", outputShape);
            var key = (cell.Kind, cell.Channels, s0.Shape, s1.Shape, cell.PreviousReduced, outputShape, isLast);
            if (!kindOf.TryGetValue(key, out int kind))
            {
                kindOf.Add(key, kind = kinds.Count);
                kinds.Add(CellPlanner.Plan(graph.CellOf(cell.Kind), cell, s0.Shape, s1.Shape, outputShape, isLast, arena));
            }

            calls.Add(new(cell.Index, kind, weights, s0, s1, output));
            weights += kinds[kind].Weights;
            // The stem of small images is both inputs of the first cell, and the second's first.
            if (s0 != s1)
                arena.GiveBack(s0.Shape, s0.Offset!.Value);
            (s0, s1) = (s1, output);
        }

        int classifier = weights;
        weights += graph.Classifier.Classes * (graph.Classifier.Input.Channels + 1);
        return new(graph, image, stem, before, previous, kinds.ToEquatableArray(), calls.ToEquatableArray(), classifier, weights, arena.Length);
    }

    /// <summary>The pixels that the classifier averages (quark0/darts <c>AdaptiveAvgPool2d(1)</c>; <c>AvgPool2d(7)</c> in the ImageNet macro, where that gives one value).</summary>
    public static (int Height, int Width) AveragedPixels(NetworkGraph graph)
    {
        var (_, height, width) = graph.Classifier.Input;
        bool isWindow = graph.Stem.Macro == ImageMacro.ImageNet && height / ImageNetWindow == 1 && width / ImageNetWindow == 1;
        return isWindow ? (ImageNetWindow, ImageNetWindow) : (height, width);
    }

    /// <summary>What a factorized reduction needs around a map: odd sizes get a row and a column of zeros.</summary>
    internal static int BorderOfReduction(ImageShape shape) => (shape.Height % 2) | (shape.Width % 2);

    /// <summary>What the output of a stem (-1) or cell needs around it: only the cell after the next may reduce it.</summary>
    internal static int BorderOfOutput(NetworkGraph graph, int cell, ImageShape output) =>
        cell + 2 < graph.Cells.Count && graph.Cells[cell + 2].PreviousReduced ? BorderOfReduction(output) : 0;

    internal static PlannedMap Take(Arena arena, string name, MapShape shape) => new(name, shape, arena.Take(shape));
}
