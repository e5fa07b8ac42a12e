namespace Darts.Genotypes;

/// <summary>The maps of a cell: what forms of each value are read, and where they lie.</summary>
internal sealed class CellMaps
{
    private readonly CellGraph _graph;
    private readonly PlacedCell _place;
    private readonly Arena _arena;
    private readonly EdgeGraph[] _edges;
    private readonly Dictionary<int, PlannedMap> _raw = [];
    private readonly Dictionary<int, PlannedMap> _rectified = [];

    public CellMaps(CellGraph graph, PlacedCell place, MapShape before, MapShape previous, MapShape output, Arena arena)
    {
        (_graph, _place, _arena) = (graph, place, arena);
        _edges = [.. graph.Nodes.Where(static node => node.IsLive).SelectMany(static node => node.Edges)];
        Before = new("before", before, Offset: null);
        Previous = new("previous", previous, Offset: null);
        Output = new("output", output, Offset: null);
    }

    public PlannedMap Before { get; }

    public PlannedMap Previous { get; }

    public PlannedMap Output { get; }

    /// <summary>Those the cell makes for itself.</summary>
    public List<PlannedMap> Inside { get; } = [];

    /// <summary>The part of the output that a value is; null if it is none.</summary>
    public MapPart? OutputPartOf(int value)
    {
        int index = _graph.Concat.ToList().IndexOf(value);
        return index < 0 ? null : new(Output, index * _place.Channels, _place.Channels);
    }

    /// <summary>Whether anything reads a value as it is.</summary>
    public bool IsReadRaw(int value) => _edges.Any(edge => edge.From == value && !edge.ReadsRectified);

    /// <summary>Whether anything reads a value through a ReLU.</summary>
    public bool IsReadRectified(int value) => _edges.Any(edge => edge.From == value && edge.ReadsRectified);

    /// <summary>A value as it is.</summary>
    public PlannedMap Raw(int value)
    {
        if (!_raw.TryGetValue(value, out PlannedMap? map))
            _raw.Add(value, map = New($"s{value}", _place.Values[value]));
        return map;
    }

    /// <summary>A value rectified, with the widest border that one of its readers needs.</summary>
    public PlannedMap Rectified(int value)
    {
        if (!_rectified.TryGetValue(value, out PlannedMap? map))
        {
            ImageShape shape = _place.Values[value];
            int border = _edges.Where(edge => edge.From == value && edge.ReadsRectified).Max(edge => BorderFor(edge, shape));
            _rectified.Add(value, map = New($"p{value}", shape, border));
        }

        return map;
    }

    /// <summary>A map.</summary>
    public PlannedMap New(string name, ImageShape shape, int border = 0)
    {
        var lies = new MapShape(shape, border);
        var map = new PlannedMap(name, lies, _arena.Take(lies));
        Inside.Add(map);
        return map;
    }

    private static int BorderFor(EdgeGraph edge, ImageShape shape) => edge.Operation.Family switch
    {
        OperationFamily.SeparableConvolution or OperationFamily.FactorizedConvolution => edge.Operation.Kernel / 2,
        OperationFamily.DilatedConvolution => edge.Operation.Kernel / 2 * 2,
        _ => NetworkPlanner.BorderOfReduction(shape),
    };
}
