namespace Darts.Codegen;

/// <summary>Writes a cell's layout: its fused program once more, by operations in place of statements, for kernels that compute all nodes at once.</summary>
internal static class CellLayouts
{
    /// <summary>The layout; null for a plain program, and where the output is not all nodes that are computed.</summary>
    /// <param name="program">What the cell computes in training.</param>
    /// <param name="fields">Its operations.</param>
    public static LayoutModel? Of(CellProgram program, CellFields fields)
    {
        SumStep[] sums = [.. program.Steps.OfType<SumStep>()];
        int[] nodes = [.. program.Steps.OfType<ConcatStep>().Single().Of];
        if (!sums.All(static sum => sum.InPlace) || !sums.Select(static sum => sum.Result).SequenceEqual(nodes))
            return null;
        EdgeGraph[] live = [.. program.Cell.Nodes.Where(node => nodes.Contains(node.Number)).SelectMany(static node => node.Edges)];
        var nodeOf = program.Cell.Nodes.SelectMany(static node => node.Edges.Select(edge => (edge.Index, node.Number))).ToDictionary(static pair => pair.Index, static pair => pair.Number);
        var passages = live
            .GroupBy(edge => edge.IsIdentity ? (edge.From, Field: "null") : (edge.From, Field: fields.FieldOf(edge.Index)))
            .OrderBy(static group => group.Key.From)
            .Select(group => (
                Code: FormattableString.Invariant($"new({group.Key.From}, {group.Key.Field}, {string.Join(", ", group.Select(edge => FormattableString.Invariant($"({edge.Index}, {nodeOf[edge.Index]})")))})"),
                Comment: Comment([.. group.Select(edge => nodeOf[edge.Index])], group.First())))
            .ToArray();
        int width = passages.Max(static passage => passage.Code.Length) + 1;
        return new(
            string.Join(", ", nodes),
            program.Cell.Kind == CellKind.Reduction ? 2 : 1,
            [.. passages.Select(passage => new PassageModel((passage.Code + ",").PadRight(width), passage.Comment))]);
    }

    private static string Comment(int[] nodes, EdgeGraph edge) =>
        $"{(nodes.Length == 1 ? "node" : "nodes")} {string.Join(", ", nodes)} ← {edge.Operation}({Values.Literature(edge.From)})";
}

/// <summary>A cell's layout.</summary>
/// <param name="Nodes">The nodes' numbers.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="Passages">One line each.</param>
internal sealed record LayoutModel(string Nodes, int Stride, PassageModel[] Passages);

/// <summary>What leads from a value to nodes.</summary>
/// <param name="Creation">The code, with its comma, filled up to one width.</param>
/// <param name="Comment">The same in the literature's words.</param>
internal sealed record PassageModel(string Creation, string Comment);
