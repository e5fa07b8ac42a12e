namespace Darts.Genotypes.Drawing;

/// <summary>Draws a genotype's cells, one below the other.</summary>
public static class GenotypeFigure
{
    private const double CellGap = 34;

    /// <summary>All cells of a genotype, with a margin.</summary>
    /// <param name="genotype">A valid genotype: what <see cref="GenotypeReader"/> lets through.</param>
    public static Figure Draw(Genotype genotype)
    {
        var cells = CellsOf(genotype);
        Figure[] figures = [.. cells.Select(cell => CellFigure.Draw(cell.Cell).Under($"{genotype.Name}: {cell.Name}", cell.Note))];
        return Figure.Column($"{genotype.Name}: {string.Join(", ", cells.Select(static cell => cell.Name))}", CellGap, figures).Framed();
    }

    /// <summary>The cells of a genotype, in the order of its file.</summary>
    public static EquatableArray<NamedCell> CellsOf(Genotype genotype) => genotype switch
    {
        ConvolutionalGenotype convolutional =>
        [
            new("normal cell", "A node is the sum of its edges; the output concatenates the grey arrows.", DrawnCell.Convolutional(convolutional.Normal)),
            new("reduction cell", "As above, and edges that leave the two inputs have stride 2.", DrawnCell.Convolutional(convolutional.Reduce)),
        ],
        RecurrentGenotype recurrent =>
        [
            new("recurrent cell", "Node 0 mixes the word and the state before; the output averages the arrows that meet it.", DrawnCell.Recurrent(recurrent.Recurrent)),
        ],
        _ => [],
    };
}

/// <summary>A cell with words.</summary>
/// <param name="Name">What it is: <c>normal cell</c>.</param>
/// <param name="Note">How to read its picture.</param>
/// <param name="Cell">The cell.</param>
public sealed record NamedCell(string Name, string Note, DrawnCell Cell);
