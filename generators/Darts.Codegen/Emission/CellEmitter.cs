namespace Darts.Codegen;

/// <summary>Writes the class of the cells of one kind.</summary>
internal static class CellEmitter
{
    /// <summary>Sums that make a longer line than this stand on one line per edge.</summary>
    private const int LineLength = 140;

    /// <summary>The nested class of a kind of cell.</summary>
    public static string ClassOf(CellKind kind) => kind == CellKind.Normal ? "NormalCell" : "ReductionCell";

    public static string Emit(CellGraph cell)
    {
        var operations = from node in cell.Nodes
                         from edge in node.Edges
                         where !edge.IsIdentity
                         select OperationModel.Of(edge, node);
        OperationModel[] all = [.. operations];
        EquatableArray<int> rectified = cell.RectifiedValues;
        return TemplateRenderer.Render("cell", new CellModel(
            Name: ClassOf(cell.Kind),
            Summary: Summary(cell),
            Operations: all,
            Fields: [.. all.Where(static operation => operation.IsLive)],
            RectifiedInputs: [.. rectified.Where(Values.IsInput).Select(Values.Variable)],
            Nodes: [.. cell.Nodes.Where(static node => node.IsLive).Select(node => NodeModel.Of(node, rectified.Contains(node.Number)))],
            Concat: string.Join(", ", cell.Concat.Select(Values.Variable))));
    }

    private static string Summary(CellGraph cell)
    {
        string channels = cell.Concat.Count == 1 ? "C" : FormattableString.Invariant($"{cell.Concat.Count}·C");
        return cell.Kind == CellKind.Normal
            ? $"Keeps the resolution: [N, C, H, W] → [N, {channels}, H, W]."
            : $"Halves the resolution: [N, C, H, W] → [N, {channels}, ⌈H/2⌉, ⌈W/2⌉].";
    }

    /// <summary>What the template <c>cell</c> lays out.</summary>
    private sealed record CellModel(
        string Name, string Summary, OperationModel[] Operations, OperationModel[] Fields, string[] RectifiedInputs, NodeModel[] Nodes, string Concat);

    /// <summary>An operation that is a module: any but identities.</summary>
    private sealed record OperationModel(int Index, string Type, string Arguments, bool IsLive, int Node)
    {
        public static OperationModel Of(EdgeGraph edge, NodeGraph node)
        {
            var (type, arguments) = OperationClasses.Of(edge);
            return new(edge.Index, type, arguments, node.IsLive, node.Number);
        }
    }

    /// <summary>A node and its sum.</summary>
    private sealed record NodeModel(int Number, string Variable, string Edges, string Sum, bool IsRectified)
    {
        public static NodeModel Of(NodeGraph node, bool isRectified)
        {
            string[] terms = [.. node.Edges.Select(Term)];
            string sum = string.Join(" + ", terms);
            return new(
                node.Number,
                Values.Variable(node.Number),
                string.Join(" + ", node.Edges.Select(static edge => $"{edge.Operation}({Values.Literature(edge.From)})")),
                sum.Length <= LineLength ? sum : string.Join("\n                + ", terms),
                isRectified);
        }

        private static string Term(EdgeGraph edge)
        {
            string value = Values.Variable(edge.From) + (edge.ReadsRectified ? "Relu" : "");
            return edge.IsIdentity ? value : FormattableString.Invariant($"drop.On(_op{edge.Index}.forward({value}))");
        }
    }
}
