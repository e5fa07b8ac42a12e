namespace Darts.Genotypes;

/// <summary>The consequences of a difference as a table of monospaced text: numbers below one another, columns as wide as need be.</summary>
internal static class ConsequenceTable
{
    /// <summary>The heading and the rows.</summary>
    /// <param name="difference">What to tell.</param>
    /// <param name="indent">What stands before each row.</param>
    public static IEnumerable<string> Lines(GenotypeDifference difference, string indent)
    {
        var rows = new List<string[]> { new[] { "consequences", "before", "after", "change" } };
        foreach (Consequence row in Consequence.Of(difference))
            rows.Add([$"{indent}{row.Part}: {row.Name}", Notation.Number(row.Measure.Before), Notation.Number(row.Measure.After), Notation.ChangeOf(row.Measure)]);
        int[] widths = [.. Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => $"{row[0].PadRight(widths[0])}   {row[1].PadLeft(widths[1])}   {row[2].PadLeft(widths[2])}   {row[3]}".TrimEnd());
    }
}
