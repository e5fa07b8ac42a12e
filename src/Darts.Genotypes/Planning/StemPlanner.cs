namespace Darts.Genotypes;

/// <summary>Plans what stands before the first cell. What a cell reads is rectified once.</summary>
internal static class StemPlanner
{
    private static readonly (int, int) Square = (3, 3), Start = (-1, -1);

    /// <summary>Plans it.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="image">Where the image lies, with a border.</param>
    /// <param name="arena">Where maps lie.</param>
    /// <returns>The steps, and the first cell's inputs.</returns>
    public static (EquatableArray<PlannedStep> Steps, PlannedMap Before, PlannedMap Previous) Plan(NetworkGraph graph, PlannedMap image, Arena arena)
    {
        StemGraph stem = graph.Stem;
        var steps = new List<PlannedStep>();
        int weights = 0;
        if (stem.Macro == ImageMacro.Cifar)
        {
            // Read by the first cell and, as c_{k-2}, by the second.
            PlannedMap both = NetworkPlanner.Take(arena, "stem", new(stem.Before, NetworkPlanner.BorderOfOutput(graph, -1, stem.Before)));
            Add("stem", image, both, 1, "stem.0", "stem.1");
            return (steps.ToEquatableArray(), both, both);
        }

        ImageShape half = graph.Input.Halved() with { Channels = stem.Channels / 2 };
        PlannedMap middle = NetworkPlanner.Take(arena, "middle", new(half, Border: 1));
        PlannedMap before = NetworkPlanner.Take(arena, "stem0", new(stem.Before, Border: 1));
        PlannedMap previous = NetworkPlanner.Take(arena, "stem1", new(stem.Previous, NetworkPlanner.BorderOfOutput(graph, -1, stem.Previous)));
        Add("stem0, first convolution", image, middle, 2, "stem0.0", "stem0.1");
        Add("stem0, second convolution", middle, before, 2, "stem0.3", "stem0.4");
        Add("stem1", before, previous, 2, "stem1.1", "stem1.2");
        return (steps.ToEquatableArray(), before, previous);

        void Add(string comment, PlannedMap from, PlannedMap to, int stride, string weight, string norm)
        {
            var step = new PlannedProduct(
                comment,
                steps.Count,
                to.Shape.Shape,
                weights,
                [new WindowReading(from, Square, (stride, stride), Start, weight, norm)],
                [],
                [new PlannedTarget(MapPart.All(to), Rectified: true)]);
            weights += step.WeightsLength;
            steps.Add(step);
        }
    }
}
