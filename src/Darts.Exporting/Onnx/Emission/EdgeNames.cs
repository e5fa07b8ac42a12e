using Darts.Genotypes;

namespace Darts.Exporting.Onnx;

/// <summary>How nodes are called after the edges of the genotype. Letters, digits, dots, underscores and slashes only; viewers show slashes as levels.</summary>
internal static class EdgeNames
{
    /// <summary>One or more edges of a cell that one node computes: <c>node2/edge0_sep_conv_3x3_of_input0</c>.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="edges">Their numbers; they read one value through one operation.</param>
    public static string Of(CellGraph cell, params IReadOnlyList<int> edges)
    {
        var (nodes, first) = (cell.Nodes.Where(node => node.Edges.Any(edge => edges.Contains(edge.Index))).ToArray(), cell.Nodes.SelectMany(node => node.Edges).Single(edge => edge.Index == edges[0]));
        string numbers = string.Join('_', edges.Select(static edge => FormattableString.Invariant($"edge{edge}")));
        string name = $"{numbers}_{first.Operation.Name}_of_{Value(first.From)}";
        return nodes.Length == 1 ? $"{Value(nodes[0].Number)}/{name}" : name;
    }

    /// <summary>A value of a cell: <c>input0</c>, <c>input1</c> are the outputs of cells k-2 and k-1, preprocessed; <c>node2</c>…</summary>
    public static string Value(int value) => FormattableString.Invariant($"{(value < 2 ? "input" : "node")}{value}");
}
