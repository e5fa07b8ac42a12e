using System.Text;
using Darts.Genotypes;
using Darts.Reports.Html;
using Darts.Search;

namespace Darts.Reports.Runs;

/// <summary>How the mixture of every edge changed: a map for each edge, epochs from left to right, operations from top to bottom, the darker the more.</summary>
internal static class HeatMaps
{
    /// <summary>Shades from the least to the most.</summary>
    private const int Levels = 16;

    /// <summary>Writes the maps of all cells.</summary>
    public static void Write(HtmlText html, IReadOnlyList<RecordedEpoch> epochs)
    {
        foreach (string cell in epochs[^1].Alphas.Select(table => table.Cell))
        {
            (int Number, AlphaTable Table, Cell? Derived)[] tables = [.. epochs
                .Select(epoch => (epoch.Number, Table: epoch.Alphas.FirstOrDefault(table => table.Cell == cell), Derived: CellOf(epoch.Genotype, cell)))
                .Where(epoch => epoch.Table is not null).Select(epoch => (epoch.Number, epoch.Table!, epoch.Derived))];
            var last = tables[^1].Table;
            if (tables.All(epoch => epoch.Table.Rows.Count == last.Rows.Count && epoch.Table.Operations.SequenceEqual(last.Operations)) && EdgeGrid.Of(cell, last.Rows.Count) is { } grid)
                Write(html, grid, tables, epochs);
        }
    }

    private static void Write(HtmlText html, EdgeGrid grid, (int Number, AlphaTable Table, Cell? Derived)[] tables, IReadOnlyList<RecordedEpoch> epochs)
    {
        var operations = tables[^1].Table.Operations;
        double[][][] weights = [.. tables.Select(epoch => epoch.Table.Rows.Select((_, row) => epoch.Table.Weights(row).ToArray()).ToArray())];
        double least = weights.Min(epoch => epoch.Min(row => row.Min())), most = weights.Max(epoch => epoch.Max(row => row.Max()));
        html.Around("div class=\"card maps\"", _ =>
        {
            html.Element("h3", grid.Title);
            html.Around("div class=\"scale\"", _ =>
            {
                html.Element("span", Share(least));
                html.Raw($"<svg viewBox=\"0 0 {Levels} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{string.Concat(Enumerable.Range(0, Levels).Select(level => $"<path class=\"h{level}\" d=\"M{level} 0h1v1h-1z\"/>"))}</svg>");
                html.Element("span", $"{Share(most)} of an edge's mixture");
                html.Raw("<svg class=\"dot\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path class=\"h12\" d=\"M0 0h10v10h-10z\"/><path class=\"kept\" d=\"M5 5h0\"/></svg>");
                html.Element("span", "in the genotype of that epoch");
            });
            html.Around($"div class=\"grid\" style=\"--columns:{grid.Columns}\"", _ =>
            {
                foreach (var row in grid.Edges.Select((edge, index) => (edge.From, edge.Node, Index: index)).GroupBy(edge => edge.Node))
                {
                    html.Around("div class=\"operations\"", _ =>
                    {
                        foreach (string operation in operations)
                            html.Element("span", operation);
                    });
                    foreach (var (from, node, index) in row)
                        WriteMap(html, grid, from, node, [.. weights.Select(epoch => epoch[index])], tables, operations, (least, most), epochs);
                    for (int i = row.Count(); i < grid.Columns; i++)
                        html.Raw("<div></div>");
                }
            });
        });
    }

    private static void WriteMap(
        HtmlText html, EdgeGrid grid, int from, int node, double[][] weights, (int Number, AlphaTable Table, Cell? Derived)[] tables, IReadOnlyList<string> operations,
        (double Least, double Most) range, IReadOnlyList<RecordedEpoch> epochs)
    {
        var shades = Enumerable.Range(0, Levels).Select(_ => new StringBuilder()).ToArray();
        var kept = new StringBuilder();
        for (int epoch = 0; epoch < weights.Length; epoch++)
        {
            for (int operation = 0; operation < operations.Count; operation++)
            {
                double share = range.Most > range.Least ? (weights[epoch][operation] - range.Least) / (range.Most - range.Least) : 0.5;
                shades[Math.Clamp((int)(share * Levels), 0, Levels - 1)].Append(FormattableString.Invariant($"M{epoch} {operation}h1v1h-1z"));
                if (tables[epoch].Derived?.Edges.Any(edge => edge.Node == node && edge.From == from && edge.Operation.Name == operations[operation]) == true)
                    kept.Append(FormattableString.Invariant($"M{epoch}.5 {operation}.5h0"));
            }
        }
        string name = $"{grid.Name(from)} → {grid.Name(node)}";
        html.Around($"figure class=\"map\" data-strongest=\"{HtmlText.Escape(string.Join('|', StrongestByEpoch(weights, tables, operations, epochs)))}\"", _ =>
        {
            html.Raw($"<figcaption><b>{name}</b> <span>{HtmlText.Escape(Strongest(weights[^1], operations))}</span></figcaption>");
            html.Around($"svg viewBox=\"0 0 {weights.Length} {operations.Count}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Edge from {from} to {node} over the epochs\"", _ =>
            {
                for (int level = 0; level < Levels; level++)
                {
                    if (shades[level].Length > 0)
                        html.Raw($"<path class=\"h{level}\" d=\"{shades[level]}\"/>");
                }
                html.Raw($"<path class=\"kept\" d=\"{kept}\"/>");
                html.Raw($"<rect class=\"cursor\" x=\"{weights.Length - 1}\" y=\"0\" width=\"1\" height=\"{operations.Count}\"/>");
            });
        });
    }

    /// <summary>An entry for each epoch of the slider; empty where no α was written.</summary>
    private static IEnumerable<string> StrongestByEpoch(double[][] weights, (int Number, AlphaTable Table, Cell? Derived)[] tables, IReadOnlyList<string> operations, IReadOnlyList<RecordedEpoch> epochs) =>
        epochs.Select(epoch => Array.FindIndex(tables, table => table.Number == epoch.Number) is >= 0 and var at ? Strongest(weights[at], operations) : "");

    private static string Strongest(double[] weights, IReadOnlyList<string> operations)
    {
        int strongest = Array.IndexOf(weights, weights.Max());
        return $"{operations[strongest]} {Share(weights[strongest])}";
    }

    private static string Share(double share) => HtmlText.Number(100 * share, "0.0") + " %";

    private static Cell? CellOf(Genotype genotype, string cell) => (genotype, cell) switch
    {
        (ConvolutionalGenotype convolutional, "normal") => convolutional.Normal,
        (ConvolutionalGenotype convolutional, "reduce") => convolutional.Reduce,
        (RecurrentGenotype recurrent, "recurrent") => recurrent.Recurrent,
        _ => null,
    };
}
