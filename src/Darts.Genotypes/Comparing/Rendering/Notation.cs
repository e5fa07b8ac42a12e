using System.Globalization;

namespace Darts.Genotypes;

/// <summary>How texts about a difference write cells, edges and numbers; culture-free.</summary>
internal static class Notation
{
    /// <summary><c>normal cell</c>.</summary>
    public static string CellOf(string title) => title == "reduce" ? "reduction cell" : $"{title} cell";

    /// <summary><c>sep_conv_3x3(c_{k-2})</c>; nodes are written as their numbers.</summary>
    public static string EdgeOf(Edge edge, string cell) => $"{edge.Operation.Name}({ValueOf(edge.From, cell)})";

    /// <summary><c>sep_conv_3x3(c_{k-2}) + skip_connect(2)</c>; the absent node is <c>nothing</c>.</summary>
    public static string SumOf(IReadOnlyCollection<Edge> edges, string cell) =>
        edges.Count == 0 ? "nothing" : string.Join(" + ", edges.Select(edge => EdgeOf(edge, cell)));

    /// <summary>The literature's name of a value: <c>c_{k-2}</c>, <c>c_{k-1}</c>, or its number.</summary>
    public static string ValueOf(int value, string cell) => (cell, value) switch
    {
        ("recurrent", _) or (_, > 1) => value.ToString(CultureInfo.InvariantCulture),
        (_, 0) => "c_{k-2}",
        _ => "c_{k-1}",
    };

    /// <summary><c>2, 3, 4, 5</c>.</summary>
    public static string ConcatOf(Cell? cell) => cell is null ? "" : string.Join(", ", cell.Concat.Select(static node => node.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What <see cref="CellDifference.SkipConnections"/> counts in this cell.</summary>
    public static string SkipConnectionsOf(string cell) => cell == "recurrent" ? "identities" : "skip connections";

    /// <summary><c>convolutional</c> or <c>recurrent</c>.</summary>
    public static string KindOf(Genotype genotype) => genotype is RecurrentGenotype ? "recurrent" : "convolutional";

    /// <summary><c>3,349,342</c>; nothing where there is no number.</summary>
    public static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary><c>−179,928 (−5.4 %)</c>, <c>same</c>, or nothing where there is no change to speak of.</summary>
    public static string ChangeOf(Measure measure)
    {
        if (measure.Change is not { } change)
            return "";
        if (change == 0)
            return "same";
        string sign = change < 0 ? "−" : "+";
        string number = sign + Math.Abs(change).ToString("N0", CultureInfo.InvariantCulture);
        if (measure.Percent is not { } percent)
            return number;
        double size = Math.Round(Math.Abs(percent), 1);
        return size == 0 ? $"{number} (< 0.1 %)" : $"{number} ({sign}{size.ToString("N1", CultureInfo.InvariantCulture)} %)";
    }
}
