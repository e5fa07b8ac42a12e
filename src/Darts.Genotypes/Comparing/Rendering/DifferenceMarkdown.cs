using System.Text;

namespace Darts.Genotypes;

/// <summary>A difference as GitHub-flavoured Markdown, ready to be a comment on a pull request.</summary>
public static class DifferenceMarkdown
{
    /// <summary>A heading, a table of changes, a table of consequences.</summary>
    /// <param name="difference">What to tell.</param>
    /// <param name="before">What the reader knows the first genotype as: a path or revision.</param>
    /// <param name="after">The same for the second.</param>
    public static string Render(GenotypeDifference difference, string before, string after)
    {
        var text = new StringBuilder();
        Line(text, $"### {Heading(difference)}");
        Line(text, "");
        Line(text, $"{Code(before)} → {Code(after)}");
        Line(text, "");
        if (difference.IsEmpty)
        {
            Line(text, "The same architecture and networks.");
            return text.ToString();
        }
        var changes = Changes(difference).ToList();
        if (changes.Count > 0)
            Line(text, "| | Before | After |\n|---|---|---|");
        foreach (var (part, old, now) in changes)
            Line(text, $"| {part} | {old} | {now} |");
        if (changes.Count > 0)
            Line(text, "");
        Line(text, "| Consequence | Before | After | Change |\n|---|---:|---:|---:|");
        foreach (Consequence row in Consequence.Of(difference))
            Line(text, $"| {row.Part}: {row.Name} | {Notation.Number(row.Measure.Before)} | {Notation.Number(row.Measure.After)} | {Notation.ChangeOf(row.Measure)} |");
        return text.ToString();
    }

    private static string Heading(GenotypeDifference difference) => difference switch
    {
        { Before: null } => $"➕ New genotype {difference.After!.Name}",
        { After: null } => $"➖ Genotype {difference.Before.Name} removed",
        { IsEmpty: true } => $"Genotype {difference.After.Name}: no difference",
        _ => $"Genotype {(difference.NameChanged ? $"{difference.Before.Name} → {difference.After.Name}" : difference.After.Name)}",
    };

    private static IEnumerable<(string Part, string Before, string After)> Changes(GenotypeDifference difference)
    {
        if (difference.KindChanged)
            yield return ("kind", Notation.KindOf(difference.Before!), Notation.KindOf(difference.After!));
        foreach (CellDifference cell in difference.Cells.Where(static cell => cell.Change != ChangeKind.Same))
        {
            foreach (NodeDifference node in cell.Nodes)
            {
                string part = FormattableString.Invariant($"{Notation.CellOf(cell.Title)}, node {node.Node}");
                foreach (EdgeDifference edge in node.Edges.Where(static edge => edge.Change != EdgeChange.Same))
                    yield return (part, EdgeOf(edge.Before, cell.Title), EdgeOf(edge.After, cell.Title));
            }
            if (cell.ConcatChanged)
                yield return ($"{Notation.CellOf(cell.Title)}, concat", Notation.ConcatOf(cell.Before), Notation.ConcatOf(cell.After));
        }
        foreach (NetworkDifference network in difference.Networks)
        {
            if (network.Change is ChangeKind.Added or ChangeKind.Removed)
                yield return ($"network {network.Title}", SettingsOf(network.Before), SettingsOf(network.After));
            foreach (SettingDifference setting in network.Settings)
                yield return (setting.Key == "name" ? "network" : $"network {network.Title}, {setting.Key}", setting.Before, setting.After);
        }
    }

    private static string EdgeOf(Edge? edge, string cell) => edge is null ? "" : Code(Notation.EdgeOf(edge, cell));

    private static string SettingsOf(NetworkSpec? network) =>
        network is null ? "" : string.Join("<br>", NetworkSettings.Of(network).Skip(1).Select(static setting => $"{setting.Key} {setting.Value}"));

    /// <summary>A code span. A backtick would end it, a line break the line; the fence is longer than any run of backticks inside.</summary>
    private static string Code(string text)
    {
        string line = Json.Excerpt.OneLine(text);
        int longest = 0, run = 0;
        foreach (char c in line)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        string fence = new('`', longest + 1), space = longest > 0 ? " " : "";
        return $"{fence}{space}{line}{space}{fence}";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
