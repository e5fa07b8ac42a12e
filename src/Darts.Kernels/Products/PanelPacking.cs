namespace Darts.Kernels;

/// <summary>Packs a panel of a matrix whose columns are contiguous, by squares.</summary>
/// <param name="target">The panels.</param>
/// <param name="matrix">The matrix.</param>
/// <param name="columnStride">From a column to the next.</param>
internal sealed unsafe class PanelPacking(PanelMatrix target, float* matrix, nint columnStride) : IWork
{
    // Both the lines that are read and those that are written stay in the nearest cache.
    private const int Block = 16;

    // Of a vector: what is transposed at once.
    private const int Square = 4;

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        int first = item * PanelMatrix.Columns, columns = Math.Min(PanelMatrix.Columns, target.Width - first);
        float* from = matrix + (first * columnStride), to = target.Panel(item);
        for (int start = 0; start < target.Rows; start += Block)
        {
            int end = Math.Min(start + Block, target.Rows), column = 0;
            for (; column <= columns - Square; column += Square)
            {
                int row = start;
                for (; row <= end - Square; row += Square)
                    Interleaved.Transpose(from + row + (column * columnStride), columnStride, to + (row * PanelMatrix.Columns) + column, PanelMatrix.Columns);
                Rest(row, end, column, column + Square);
            }
            Rest(start, end, column, PanelMatrix.Columns);
        }

        void Rest(int row, int end, int column, int beyond)
        {
            for (; row < end; row++)
            {
                for (int i = column; i < beyond; i++)
                    to[(row * PanelMatrix.Columns) + i] = i < columns ? from[row + (i * columnStride)] : 0;
            }
        }
    }
}
