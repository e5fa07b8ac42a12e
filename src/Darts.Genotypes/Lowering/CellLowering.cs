namespace Darts.Genotypes;

/// <summary>Turns a genotype's cell into a graph: strides, and which nodes are needed.</summary>
internal static class CellLowering
{
    /// <summary>The inputs of a cell are its values 0 and 1.</summary>
    internal const int Inputs = 2;

    internal static CellGraph Lower(Cell cell, CellKind kind)
    {
        HashSet<int> live = LiveValues(cell);
        var nodes = cell.Edges
            .Select((edge, index) => (edge.Node, Edge: new EdgeGraph(index, edge.From, edge.Operation, StrideOf(edge, kind))))
            .GroupBy(edge => edge.Node, edge => edge.Edge)
            .OrderBy(node => node.Key)
            .Select(node => new NodeGraph(node.Key, live.Contains(node.Key), node.ToEquatableArray()));
        return new CellGraph(kind, nodes.ToEquatableArray(), cell.Concat);
    }

    private static int StrideOf(Edge edge, CellKind kind) => kind == CellKind.Reduction && edge.From < Inputs ? 2 : 1;

    /// <summary>The values that the output depends on. Edges come sorted by node and read lower values only, so one walk backwards meets every reader first.</summary>
    private static HashSet<int> LiveValues(Cell cell)
    {
        HashSet<int> live = [.. cell.Concat];
        foreach (Edge edge in cell.Edges.Reverse())
        {
            if (live.Contains(edge.Node))
                live.Add(edge.From);
        }
        return live;
    }
}
