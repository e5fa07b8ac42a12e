using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Search;

namespace Darts.Reports.Runs;

/// <summary>The cells after every epoch, what has just come marked.</summary>
public static class Film
{
    private const double CellGap = 34;

    /// <summary>A figure for each epoch.</summary>
    /// <param name="epochs">At least one, in order.</param>
    public static IReadOnlyList<Figure> Frames(IReadOnlyList<RecordedEpoch> epochs) =>
        [.. epochs.Select((epoch, i) => Frame(epoch, i == 0 ? null : epochs[i - 1].Genotype, epochs[^1].Number))];

    private static Figure Frame(RecordedEpoch epoch, Genotype? before, int last)
    {
        var cells = CellsOf(epoch.Genotype, before);
        string when = FormattableString.Invariant($"epoch {epoch.Number} of {last}");
        Figure[] figures = [.. cells.Select(cell => CellFigure.Draw(cell.Cell).Under($"{char.ToUpperInvariant(cell.Name[0])}{cell.Name[1..]}, {when}", ""))];
        return Figure.Column($"{epoch.Genotype.Name} after {when}", CellGap, figures).Framed();
    }

    /// <summary>The cells of a genotype, with marks on the edges that the one before did not have.</summary>
    internal static IReadOnlyList<NamedCell> CellsOf(Genotype genotype, Genotype? before)
    {
        var cells = GenotypeFigure.CellsOf(genotype);
        // Both have the cells in the order of their files, and those that are gone last.
        return before is null ? [.. cells] : [.. cells.Zip(GenotypeDifference.Of(before, genotype).Cells.Where(cell => cell.After is not null), MarkNew)];
    }

    private static NamedCell MarkNew(NamedCell cell, CellDifference difference)
    {
        // Two equal edges are two, each with a mark of its own.
        var marks = difference.Nodes.SelectMany(node => node.Edges).Where(edge => edge.After is not null)
            .ToLookup(edge => edge.After!, edge => MarkOf(edge.Change)).ToDictionary(group => group.Key, group => new Queue<Mark>(group));
        return cell with { Cell = cell.Cell.Marked((edge, _) => edge.Operation is null ? Mark.None : marks[new(edge.To, edge.From, edge.Operation)].Dequeue()) };
    }

    private static Mark MarkOf(EdgeChange change) => change switch { EdgeChange.Same => Mark.None, EdgeChange.Added => Mark.Added, _ => Mark.Changed };
}
