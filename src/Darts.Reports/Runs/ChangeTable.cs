using Darts.Genotypes;
using Darts.Reports.Html;
using Darts.Search;

namespace Darts.Reports.Runs;

/// <summary>The differences of each epoch's genotype from that of the epoch before.</summary>
internal static class ChangeTable
{
    /// <summary>The differences, for the second epoch and those after it.</summary>
    public static IReadOnlyList<GenotypeDifference> Of(IReadOnlyList<RecordedEpoch> epochs) =>
        [.. epochs.Skip(1).Select((epoch, i) => GenotypeDifference.Of(epochs[i].Genotype, epoch.Genotype))];

    /// <summary>Writes a row for each epoch in which something changed.</summary>
    public static void Write(HtmlText html, IReadOnlyList<RecordedEpoch> epochs)
    {
        var changes = Of(epochs).Select((difference, i) => (Index: i + 1, epochs[i + 1].Number, Difference: difference)).Where(change => !change.Difference.IsEmpty).ToArray();
        if (changes.Length == 0)
        {
            html.Element("p class=\"card\"", epochs.Count == 1 ? "There is one epoch so far." : $"Nothing: the genotype is the same after all {epochs.Count} epochs.");
            return;
        }
        string[] cells = [.. changes.SelectMany(change => change.Difference.Cells).Select(cell => cell.Title).Distinct()];
        html.Around("div class=\"card scroll tall\"", _ => html.Around("table class=\"changes\"", _ =>
        {
            html.Raw($"<tr><th>epoch</th>{string.Concat(cells.Select(cell => $"<th>{NameOf(cell)}</th>"))}<th>parameters</th></tr>");
            foreach (var change in changes)
            {
                html.Around($"tr data-epoch=\"{change.Index}\"", _ =>
                {
                    html.Element("td", FormattableString.Invariant($"{change.Number}"));
                    foreach (string title in cells)
                        html.Around("td", _ => html.Raw(string.Concat(change.Difference.Cells.Where(cell => cell.Title == title).SelectMany(Lines))));
                    html.Around("td", _ => html.Raw(string.Concat(change.Difference.Networks.Select(network => Parameters(network.Parameters)))));
                });
            }
        }));
    }

    private static string NameOf(string cell) => cell switch { "normal" => "normal cell", "reduce" => "reduction cell", _ => HtmlText.Escape($"{cell} cell") };

    private static IEnumerable<string> Lines(CellDifference cell)
    {
        foreach (var node in cell.Nodes)
        {
            foreach (var edge in node.Edges.Where(edge => edge.Change != EdgeChange.Same))
                yield return Line(cell.Title, node.Node, edge);
        }
        if (cell is { ConcatChanged: true, Before: { } before, After: { } after })
            yield return Line("changed", "~", $"output of {string.Join(", ", before.Concat)} → {string.Join(", ", after.Concat)}");
    }

    private static string Line(string cell, int node, EdgeDifference edge)
    {
        string name = edge.Edge.Operation.Name, from = ValueOf(cell, edge.Edge.From), start = FormattableString.Invariant($"node {node}: ");
        return edge.Change switch
        {
            EdgeChange.Added => Line("new", "+", $"{start}{name} of {from}"),
            EdgeChange.Removed => Line("gone", "−", $"{start}{name} of {from}"),
            EdgeChange.Operation => Line("changed", "~", $"{start}{edge.Before!.Operation.Name} → {name} of {from}"),
            _ => Line("changed", "~", $"{start}{name} of {ValueOf(cell, edge.Before!.From)} → {from}"),
        };
    }

    private static string Line(string @class, string sign, string text) => $"<span class=\"{@class}\">{sign} {HtmlText.Escape(text)}</span>";

    private static string Parameters(Measure measure)
    {
        string change = measure.Percent is { } percent && measure.Change != 0 ? $" ({(percent < 0 ? "−" : "+")}{HtmlText.Number(Math.Abs(percent), "0.0")} %)" : "";
        return $"<span>{(measure.After is { } after ? HtmlText.Number(after, "N0") : "")}{change}</span>";
    }

    private static string ValueOf(string cell, int value) => (cell, value) switch
    {
        ("recurrent", _) or (_, > 1) => HtmlText.Number(value),
        (_, 0) => "c_{k-2}",
        _ => "c_{k-1}",
    };
}
