namespace Darts.Kernels;

/// <summary>Packs the rows of some panels in blocks, as <see cref="PackedWeights"/> has them: a matrix that is packed for the right-hand side of one product is the left-hand side of another.</summary>
/// <param name="matrix">The panels.</param>
/// <param name="panel">The first of them.</param>
/// <param name="columns">How many columns, from its first on.</param>
/// <param name="packed">Where to; <see cref="PackedWeights.Length"/> floats.</param>
internal sealed unsafe class PanelsLeftPacking(PanelMatrix matrix, int panel, int columns, float* packed) : IWork
{
    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        int first = item * PointwiseTile.Rows, rows = Math.Min(PointwiseTile.Rows, matrix.Rows - first);
        float* to = packed + ((long)first * columns);
        for (int column = 0; column < columns; column += PanelMatrix.Columns, to += PanelMatrix.Columns * PointwiseTile.Rows)
        {
            PackedWeights.Pack(
                matrix.Panel(panel + (column / PanelMatrix.Columns)) + ((long)first * PanelMatrix.Columns), PanelMatrix.Columns, 1, rows, Math.Min(PanelMatrix.Columns, columns - column), to);
        }
    }
}
