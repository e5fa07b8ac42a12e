namespace Darts.Genotypes;

/// <summary>Numbers that say what a cell is like, whatever network it is in.</summary>
public static class CellMeasures
{
    /// <summary>The most operations on a way from an input to the output. Nodes that the output does not depend on do not count.</summary>
    public static int Depth(Cell cell)
    {
        var depths = new Dictionary<int, int>();
        foreach (Edge edge in cell.Edges)               // sorted by node, so what an edge reads is known; what is not a node is an input
            depths[edge.Node] = Math.Max(DepthOf(edge.Node), DepthOf(edge.From) + 1);
        return cell.Concat.Max(DepthOf);

        int DepthOf(int value) => depths.TryGetValue(value, out int depth) ? depth : 0;
    }

    /// <summary>The edges that pass their value on unchanged: <c>skip_connect</c>, or <c>identity</c> in a recurrent cell.</summary>
    public static int SkipConnections(Cell cell) => cell.Edges.Count(static edge => edge.Operation.Family == OperationFamily.Skip || edge.Operation.Name == "identity");
}
