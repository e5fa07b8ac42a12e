using System.Globalization;

namespace Darts.Genotypes;

/// <summary>
/// Plans a cell: each convolution of the genotype is read on the fly by the matrix product that follows it, all convolutions into a node are one product, and every value
/// is stored in the forms its readers want: as it is, rectified with a border, as part of the output.
/// </summary>
internal sealed class CellPlanner
{
    private readonly PlacedCell _place;
    private readonly CellGraph _graph;
    private readonly Arena _arena;
    private readonly bool _isLast;
    private readonly CellMaps _maps;
    private readonly List<PlannedStep> _steps = [];
    private readonly Dictionary<int, int> _stages = [];
    private readonly Dictionary<(Operation Operation, int From, int Stride), (PlannedMap Map, int Stage)> _pools = [];
    private int _weights;

    private CellPlanner(CellGraph graph, PlacedCell place, MapShape before, MapShape previous, MapShape output, bool isLast, Arena arena)
    {
        (_place, _graph, _isLast, _arena) = (place, graph, isLast, arena);
        _maps = new CellMaps(graph, place, before, previous, output, arena);
    }

    /// <summary>Plans it.</summary>
    /// <param name="graph">What cells of its kind compute.</param>
    /// <param name="place">Its place.</param>
    /// <param name="before">c_{k-2}.</param>
    /// <param name="previous">c_{k-1}.</param>
    /// <param name="output">c_k.</param>
    /// <param name="isLast">Whether the classifier reads it.</param>
    /// <param name="arena">Where maps lie.</param>
    public static PlannedCell Plan(CellGraph graph, PlacedCell place, MapShape before, MapShape previous, MapShape output, bool isLast, Arena arena)
    {
        var planner = new CellPlanner(graph, place, before, previous, output, isLast, arena);
        planner.AddInputs();
        foreach (NodeGraph node in graph.Nodes.Where(static node => node.IsLive))
            planner.AddNode(node);
        var maps = planner._maps;
        // The order within a stage is that of the genotype.
        var steps = planner._steps.OrderBy(static step => step.Stage).ToEquatableArray();
        return new(place, maps.Before, maps.Previous, maps.Output, maps.Inside.ToEquatableArray(), steps, isLast);
    }

    private void AddInputs()
    {
        if (_place.Preprocess0 == PreprocessKind.FactorizedReduce)
            AddReduction("preprocess0: factorized reduction", 0, _maps.Before, "preprocess0", _place.Values[0], half => Targets(0, half));
        else
            AddProduct("preprocess0", 0, _place.Values[0], [new PixelReading(_maps.Before, "preprocess0.op.1", "preprocess0.op.2")], [], Targets(0));
        AddProduct("preprocess1", 0, _place.Values[1], [new PixelReading(_maps.Previous, "preprocess1.op.1", "preprocess1.op.2")], [], Targets(1));
        _stages[0] = _stages[1] = 0;
    }

    private void AddNode(NodeGraph node)
    {
        var readings = new List<PlannedReading>();
        var added = new List<PlannedMap>();
        int ready = 0;
        foreach (EdgeGraph edge in node.Edges)
        {
            string name = "_ops." + edge.Index.ToString(CultureInfo.InvariantCulture);
            int from = _stages[edge.From];
            switch (edge.Operation.Family)
            {
                case OperationFamily.SeparableConvolution:
                    readings.Add(AddFirstHalf(edge, name, node));
                    ready = Math.Max(ready, from + 1);
                    break;
                case OperationFamily.DilatedConvolution:
                    readings.Add(new DepthwiseReading(_maps.Rectified(edge.From), name + ".op.1", edge.Operation.Kernel, 2, edge.Stride, name + ".op.2", name + ".op.3"));
                    ready = Math.Max(ready, from);
                    break;
                case OperationFamily.FactorizedConvolution:
                    added.Add(AddFactorized(edge, name, node));
                    ready = Math.Max(ready, from + 2);
                    break;
                case OperationFamily.MaxPool or OperationFamily.AveragePool:
                    added.Add(AddPool(edge, node));
                    ready = Math.Max(ready, from + 1);
                    break;
                case OperationFamily.Skip when edge.IsFactorizedReduce:
                    PlannedMap reduced = _maps.New($"e{edge.Index}", _place.Values[node.Number]);
                    AddReduction(
                        Describe(edge, node), from + 1, _maps.Rectified(edge.From), name, _place.Values[node.Number], half => [new(half is { } part ? Half(reduced, part) : MapPart.All(reduced), Rectified: false)]);
                    added.Add(reduced);
                    ready = Math.Max(ready, from + 1);
                    break;
                default:
                    added.Add(_maps.Raw(edge.From));
                    ready = Math.Max(ready, from);
                    break;
            }
        }

        string sum = string.Join(" + ", node.Edges.Select(edge => $"{edge.Operation.Name}({NameOf(edge.From)})"));
        _stages[node.Number] = ready + 1;
        AddProduct($"node {node.Number} ← {sum}", ready + 1, _place.Values[node.Number], readings, added, Targets(node.Number));
    }

    private DepthwiseReading AddFirstHalf(EdgeGraph edge, string name, NodeGraph node)
    {
        int kernel = edge.Operation.Kernel;
        PlannedMap middle = _maps.New($"e{edge.Index}", _place.Values[node.Number], kernel / 2);
        AddProduct(
            Describe(edge, node) + ", first half",
            _stages[edge.From] + 1,
            _place.Values[node.Number],
            [new DepthwiseReading(_maps.Rectified(edge.From), name + ".op.1", kernel, 1, edge.Stride, name + ".op.2", name + ".op.3")],
            [],
            [new(MapPart.All(middle), Rectified: true)]);
        return new(middle, name + ".op.5", kernel, 1, 1, name + ".op.6", name + ".op.7");
    }

    private PlannedMap AddFactorized(EdgeGraph edge, string name, NodeGraph node)
    {
        int kernel = edge.Operation.Kernel, border = kernel / 2, stage = _stages[edge.From] + 1;
        ImageShape value = _place.Values[node.Number];
        PlannedMap rectified = _maps.Rectified(edge.From);
        PlannedMap rows = _maps.New($"r{edge.Index}", value with { Height = rectified.Shape.Shape.Height }, border), result = _maps.New($"e{edge.Index}", value);
        AddProduct(
            Describe(edge, node) + ", 1×7", stage, rows.Shape.Shape, [new WindowReading(rectified, (1, kernel), (1, edge.Stride), (0, -border), name + ".1", Norm: null)], [], [new(MapPart.All(rows), false)]);
        AddProduct(
            Describe(edge, node) + ", 7×1", stage + 1, value, [new WindowReading(rows, (kernel, 1), (edge.Stride, 1), (-border, 0), name + ".2", name + ".3")], [], [new(MapPart.All(result), false)]);
        return result;
    }

    private PlannedMap AddPool(EdgeGraph edge, NodeGraph node)
    {
        var key = (edge.Operation, edge.From, edge.Stride);
        if (!_pools.TryGetValue(key, out var pool))
        {
            int stage = _stages[edge.From] + 1;
            _pools.Add(key, pool = (_maps.New($"e{edge.Index}", _place.Values[node.Number]), stage));
            _steps.Add(new PlannedPool(
                $"{edge.Operation.Name}({NameOf(edge.From)})", stage, edge.Operation.Family == OperationFamily.MaxPool, _maps.Raw(edge.From), pool.Map, edge.Stride));
        }

        return pool.Map;
    }

    /// <summary>Two 1×1 convolutions of stride 2, the second one pixel further; each gives half of the channels.</summary>
    private void AddReduction(string comment, int stage, PlannedMap from, string name, ImageShape output, Func<int?, EquatableArray<PlannedTarget>> targets)
    {
        int half = output.Channels / 2;
        for (int part = 0; part < 2; part++)
        {
            var reading = new WindowReading(from, (1, 1), (2, 2), (part, part), $"{name}.conv_{part + 1}", name + ".bn", part * half, output.Channels);
            AddProduct(comment, stage, output with { Channels = half }, [reading], [], targets(part));
        }
    }

    private void AddProduct(string comment, int stage, ImageShape output, IEnumerable<PlannedReading> readings, IEnumerable<PlannedMap> added, EquatableArray<PlannedTarget> targets)
    {
        var step = new PlannedProduct(comment, stage, output, _weights, readings.ToEquatableArray(), added.ToEquatableArray(), targets);
        _weights += step.WeightsLength;
        _steps.Add(step);
    }

    /// <summary>Everywhere a value is wanted; or a half of its channels there.</summary>
    private EquatableArray<PlannedTarget> Targets(int value, int? half = null)
    {
        var targets = new List<PlannedTarget>();
        if (_maps.OutputPartOf(value) is { } output)
            targets.Add(new(Part(output), Rectified: !_isLast));
        if (_maps.IsReadRaw(value))
            targets.Add(new(Part(MapPart.All(_maps.Raw(value))), Rectified: false));
        if (_maps.IsReadRectified(value))
            targets.Add(new(Part(MapPart.All(_maps.Rectified(value))), Rectified: true));
        return targets.ToEquatableArray();

        MapPart Part(MapPart all) => half is { } part ? all with { FirstChannel = all.FirstChannel + (part * all.Channels / 2), Channels = all.Channels / 2 } : all;
    }

    private static MapPart Half(PlannedMap map, int part) => new(map, part * map.Shape.Shape.Channels / 2, map.Shape.Shape.Channels / 2);

    private static string Describe(EdgeGraph edge, NodeGraph node) => $"node {node.Number} ← {edge.Operation.Name}({NameOf(edge.From)})";

    private static string NameOf(int value) => value switch
    {
        0 => "c_{k-2}",
        1 => "c_{k-1}",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
