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
        var old = before is null ? cells : GenotypeFigure.CellsOf(before);
        return old.Count == cells.Count ? [.. cells.Zip(old, MarkNew)] : [.. cells];
    }

    private static NamedCell MarkNew(NamedCell now, NamedCell before)
    {
        // Two equal edges are two: each old one stands for one new one.
        var left = before.Cell.Edges.GroupBy(edge => edge).ToDictionary(group => group.Key, group => group.Count());
        return now with { Cell = now.Cell.Marked((edge, _) => TakeOne(edge) ? Mark.None : Mark.Added) };

        bool TakeOne(DrawnEdge edge)
        {
            if (edge.Operation is null)
                return true;
            int count = left.GetValueOrDefault(edge);
            left[edge] = count - 1;
            return count > 0;
        }
    }
}
