using Darts.Genotypes.Drawing;

namespace Darts.Genotypes;

/// <summary>A difference as a picture: every cell that differs before and after, side by side, and the consequences below.</summary>
public static class DifferenceFigure
{
    private const double Gap = 34;
    private const double LineHeight = 17;
    private const string Legend = "− removed: red, dotted   + added: green, thick   ~ changed: amber, thick";

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
        var cells = difference.Cells.Where(static cell => cell.Change != ChangeKind.Same).Select(cell => Cell(cell, before, after));
        string[] networks = [.. DifferenceText.Networks(difference)];
        Figure[] parts =
        [
            .. cells,
            .. networks.Length == 0 ? Array.Empty<Figure>() : [Table("networks", networks)],
            Table("consequences", ConsequenceTable.Lines(difference)),
        ];
        return Figure.Column(name, Gap, parts).Under(name, Legend).Framed();
    }

    private static Figure Cell(CellDifference cell, string before, string after)
    {
        var compared = new ComparedCell(cell);
        string title = Notation.CellOf(cell.Title);
        var sides = new List<Figure>();
        if (cell.Before is not null)
            sides.Add(compared.Draw(after: false, title).Under($"{title}, before", Json.Excerpt.OneLine(before)));
        if (cell.After is not null)
            sides.Add(compared.Draw(after: true, title).Under($"{title}, after", Json.Excerpt.OneLine(after)));
        return Figure.Row(title, 2 * Gap, [.. sides]);
    }

    /// <summary>Lines of monospaced text. Spaces do not break or shrink, so that columns stay columns.</summary>
    private static Figure Table(string title, IEnumerable<string> lines)
    {
        string[] fixedLines = [.. lines.Select(static line => line.Replace(' ', '\u00A0'))];
        var labels = fixedLines.Select(static (line, i) => (Shape)new Label(new(0, ((i + 1) * LineHeight) - 5), line, TextStyle.Entry));
        return new(title, fixedLines.Max(TextStyle.Entry.WidthOf), fixedLines.Length * LineHeight, [new FigureGroup(Ink.Title, Mark.None, labels.ToEquatableArray())]);
    }
}
