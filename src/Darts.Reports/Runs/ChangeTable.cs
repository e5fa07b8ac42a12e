using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Reports.Html;
using Darts.Search;

namespace Darts.Reports.Runs;

/// <summary>The edges that came and went from epoch to epoch.</summary>
internal static class ChangeTable
{
    /// <summary>Writes a row for each epoch in which something changed.</summary>
    public static void Write(HtmlText html, IReadOnlyList<RecordedEpoch> epochs)
    {
        var changes = epochs.Skip(1).Select((epoch, i) => (epoch.Number, Index: i + 1, Cells: Between(epochs[i].Genotype, epoch.Genotype))).Where(change => change.Cells.Count > 0).ToArray();
        if (changes.Length == 0)
        {
            html.Element("p class=\"card\"", epochs.Count == 1 ? "There is one epoch so far." : $"Nothing: the genotype is the same after all {epochs.Count} epochs.");
            return;
        }
        html.Around("div class=\"card scroll tall\"", _ => html.Around("table class=\"changes\"", _ =>
        {
            html.Raw($"<tr><th>epoch</th>{string.Concat(GenotypeFigure.CellsOf(epochs[^1].Genotype).Select(cell => $"<th>{HtmlText.Escape(cell.Name)}</th>"))}</tr>");
            foreach (var change in changes)
            {
                html.Around($"tr data-epoch=\"{change.Index}\"", _ =>
                {
                    html.Element("td", FormattableString.Invariant($"{change.Number}"));
                    foreach (var cell in GenotypeFigure.CellsOf(epochs[^1].Genotype))
                        html.Around("td", _ => html.Raw(string.Concat(change.Cells.Where(edge => edge.Cell == cell.Name).Select(Line))));
                });
            }
        }));
    }

    /// <summary>How many epochs changed the genotype.</summary>
    public static int Count(IReadOnlyList<RecordedEpoch> epochs) => epochs.Skip(1).Where((epoch, i) => Between(epochs[i].Genotype, epoch.Genotype).Count > 0).Count();

    /// <summary>The changes, sorted by cell and node; where a node lost one edge and won another, they stand one after the other.</summary>
    private static IReadOnlyList<(string Cell, DrawnEdge Edge, bool IsNew)> Between(Genotype before, Genotype after) =>
        [.. GenotypeFigure.CellsOf(before).Zip(GenotypeFigure.CellsOf(after)).SelectMany(pair =>
            Less(pair.First.Cell, pair.Second.Cell).Select(edge => (pair.Second.Name, edge, false)).Concat(Less(pair.Second.Cell, pair.First.Cell).Select(edge => (pair.Second.Name, edge, true)))
                .OrderBy(change => change.edge.To).ThenBy(change => change.Item3))];

    /// <summary>The edges of one cell that another does not have; two equal ones are two.</summary>
    private static List<DrawnEdge> Less(DrawnCell cell, DrawnCell other)
    {
        var left = other.Edges.ToList();
        return [.. cell.Edges.Where(edge => !left.Remove(edge))];
    }

    private static string NameOf(string cell, int value) => (cell, value) switch
    {
        ("recurrent cell", _) => HtmlText.Number(value),
        (_, 0) => "c_{k-2}",
        (_, 1) => "c_{k-1}",
        _ => HtmlText.Number(value),
    };

    private static string Line((string Cell, DrawnEdge Edge, bool IsNew) change)
    {
        var (cell, edge, isNew) = change;
        string text = edge.Operation is null ? $"node {edge.From} in the output" : $"node {edge.To}: {edge.Operation.Name} of {NameOf(cell, edge.From)}";
        return $"<span class=\"{(isNew ? "new" : "gone")}\">{(isNew ? "+" : "−")} {HtmlText.Escape(text)}</span>";
    }
}
