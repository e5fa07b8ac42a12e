namespace Darts.Genotypes;

/// <summary>A cell before and after.</summary>
/// <param name="Title">Its key in the file: normal, reduce or recurrent.</param>
/// <param name="Before">The cell before; null if the genotype had none of that kind.</param>
/// <param name="After">The cell after; null if the genotype has none of that kind.</param>
/// <param name="Nodes">Every node of either side, ascending.</param>
public sealed record CellDifference(string Title, Cell? Before, Cell? After, EquatableArray<NodeDifference> Nodes)
{
    /// <summary>What happened to it.</summary>
    public ChangeKind Change =>
        Before is null ? ChangeKind.Added
        : After is null ? ChangeKind.Removed
        : Nodes.All(static node => node.Change == ChangeKind.Same) && Before.Concat.Equals(After.Concat) ? ChangeKind.Same
        : ChangeKind.Changed;

    /// <summary>Whether other nodes make the output.</summary>
    public bool ConcatChanged => Before is null || After is null || !Before.Concat.Equals(After.Concat);

    /// <summary>The most operations between an input and the output.</summary>
    public Measure Depth => new(Before is null ? null : CellMeasures.Depth(Before), After is null ? null : CellMeasures.Depth(After));

    /// <summary>The number of edges that pass their value on unchanged: <c>skip_connect</c>, or <c>identity</c> in a recurrent cell.</summary>
    public Measure SkipConnections => new(Before is null ? null : CellMeasures.SkipConnections(Before), After is null ? null : CellMeasures.SkipConnections(After));

    internal static CellDifference Of(string title, Cell? before, Cell? after)
    {
        var edges = (before?.Edges ?? []).Concat(after?.Edges ?? []);
        var nodes = edges.Select(static edge => edge.Node).Distinct().OrderBy(static node => node)
            .Select(node => new NodeDifference(node, EdgePairing.Pair(EdgesInto(before, node), EdgesInto(after, node))));
        return new(title, before, after, nodes.ToEquatableArray());
    }

    private static IEnumerable<Edge> EdgesInto(Cell? cell, int node) => cell is null ? [] : cell.Edges.Where(edge => edge.Node == node);
}
