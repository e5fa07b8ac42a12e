using System.Text;

namespace Darts.Genotypes;

/// <summary>A difference as lines for a terminal: what is added, removed and changed starts with +, - and ~.</summary>
public static class DifferenceText
{
    /// <summary>The lines, each ended by \n. Edges that stayed are left out.</summary>
    /// <param name="difference">What to tell.</param>
    public static string Render(GenotypeDifference difference)
    {
        if (difference.IsEmpty)
            return "The same architecture and networks.\n";
        var text = new StringBuilder();
        Heading(text, difference);
        foreach (CellDifference cell in difference.Cells.Where(static cell => cell.Change != ChangeKind.Same))
            OfCell(text, cell);
        foreach (string line in Networks(difference))
            Line(text, line);
        foreach (string line in ConsequenceTable.Lines(difference, "  "))
            Line(text, line);
        return text.ToString();
    }

    private static void Heading(StringBuilder text, GenotypeDifference difference)
    {
        if (difference.Before is null)
            Line(text, $"+ genotype {difference.After!.Name}");
        else if (difference.After is null)
            Line(text, $"- genotype {difference.Before.Name}");
        else if (difference.NameChanged)
            Line(text, $"~ genotype {difference.Before.Name} → {difference.After.Name}");
        else
            Line(text, $"genotype {difference.After.Name}");
        if (difference.KindChanged)
            Line(text, $"~ kind {Notation.KindOf(difference.Before!)} → {Notation.KindOf(difference.After!)}");
    }

    private static void OfCell(StringBuilder text, CellDifference cell)
    {
        Line(text, $"{Sign(cell.Change)}{Notation.CellOf(cell.Title)}");
        foreach (NodeDifference node in cell.Nodes.Where(static node => node.Change != ChangeKind.Same))
        {
            Line(text, FormattableString.Invariant($"  {Sign(node.Change)}node {node.Node}"));
            foreach (EdgeDifference edge in node.Edges.Where(static edge => edge.Change != EdgeChange.Same))
                Line(text, "    " + OfEdge(edge, cell.Title));
        }
        if (cell.ConcatChanged)
            Line(text, $"  {Changed("concat", Notation.ConcatOf(cell.Before), Notation.ConcatOf(cell.After))}");
    }

    private static string OfEdge(EdgeDifference edge, string cell) => edge switch
    {
        { Before: null, After: { } added } => $"+ {Notation.EdgeOf(added, cell)}",
        { Before: { } removed, After: null } => $"- {Notation.EdgeOf(removed, cell)}",
        _ => $"~ {Notation.EdgeOf(edge.Before!, cell)} → {Notation.EdgeOf(edge.After!, cell)}",
    };

    /// <summary>The lines about networks whose entries differ.</summary>
    internal static IEnumerable<string> Networks(GenotypeDifference difference)
    {
        foreach (NetworkDifference network in difference.Networks.Where(static network => network.Change != ChangeKind.Same))
        {
            yield return $"{(network.IsRenamed ? "~ " : Sign(network.Change))}network {network.Title}";
            if ((network.Before is null ? network.After : network.After is null ? network.Before : null) is { } whole)
            {
                foreach (var (key, value) in NetworkSettings.Of(whole).Skip(1))
                    yield return $"    {Sign(network.Change)}{key} {value}";
            }
            foreach (SettingDifference setting in network.Settings.Where(static setting => setting.Key != "name"))
                yield return $"    {Changed(setting.Key, setting.Before, setting.After)}";
        }
    }

    private static string Changed(string name, string before, string after) =>
        before.Length == 0 ? $"+ {name} {after}" : after.Length == 0 ? $"- {name} {before}" : $"~ {name} {before} → {after}";

    private static string Sign(ChangeKind change) => change switch
    {
        ChangeKind.Added => "+ ",
        ChangeKind.Removed => "- ",
        _ => "",
    };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
