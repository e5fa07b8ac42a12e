using Darts.Genotypes.Drawing;

namespace Darts.Genotypes;

/// <summary>A difference as a picture: every cell that differs before and after, side by side, and the consequences below.</summary>
public static class DifferenceFigure
{
    private const double Gap = 34;
    private const double LineHeight = 17;
    private const string Legend = "− removed: red, dotted · + added: green, thick · ~ changed: amber, thick";

    /// <summary>The picture, with a margin.</summary>
    /// <param name="difference">What to tell.</param>
    /// <param name="before">What the reader knows the first genotype as: a path or revision.</param>
    /// <param name="after">The same for the second.</param>
    public static Figure Draw(GenotypeDifference difference, string before, string after)
    {
        string name = (difference.Before, difference.After) switch
        {
            ({ } old, { } now) when old.Name != now.Name => $"{old.Name} → {now.Name}",
            _ => (difference.After ?? difference.Before)!.Name,
        };
        if (difference.IsEmpty)
            return Table(name, ["The same architecture and networks."]).Under(name, $"{before} → {after}").Framed();
        Figure[] cells = [.. Cells([.. difference.Cells.Where(static cell => cell.Change != ChangeKind.Same)], before, after)];
        string[] networks = [.. DifferenceText.Networks(difference)];
        Figure[] parts =
        [
            .. cells,
            .. networks.Length == 0 ? Array.Empty<Figure>() : [Table("networks", networks)],
            Table("consequences", ConsequenceTable.Lines(difference, "")),
        ];
        return Figure.Column(name, Gap, parts).Under(name, Legend).Framed();
    }

    /// <summary>A row for each cell; the second sides stand below one another.</summary>
    private static IEnumerable<Figure> Cells(CellDifference[] cells, string before, string after)
    {
        var first = cells.Select(cell => cell.Before is null ? null : Side(cell, after: false, before)).ToList();
        double width = first.Max(static side => side?.Width ?? 0);
        foreach (var (cell, side) in cells.Zip(first, static (cell, side) => (cell, side)))
        {
            var sides = new List<Figure>();
            if (side is not null)
                sides.Add(side with { Width = width });
            if (cell.After is not null)
                sides.Add(Side(cell, after: true, after));
            yield return Figure.Row(Notation.CellOf(cell.Title), 2 * Gap, [.. sides]);
        }
    }

    private static Figure Side(CellDifference cell, bool after, string label)
    {
        string title = Notation.CellOf(cell.Title);
        return new ComparedCell(cell).Draw(after, title).Under($"{title}, {(after ? "after" : "before")}", Json.Excerpt.OneLine(label));
    }

    /// <summary>Lines of monospaced text. Viewers shrink and drop spaces: those within a line do not break, those before it become a distance.</summary>
    private static Figure Table(string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        var labels = all.Select(static (line, i) =>
        {
            string text = line.TrimStart();
            return (Shape)new Label(new(TextStyle.Entry.WidthOf(line.Substring(text.Length)), ((i + 1) * LineHeight) - 5), text.Replace(' ', '\u00A0'), TextStyle.Entry);
        });
        return new(title, all.Max(TextStyle.Entry.WidthOf), all.Length * LineHeight, [new FigureGroup(Ink.Title, Mark.None, labels.ToEquatableArray())]);
    }
}
