namespace Darts.Kernels;

/// <summary>Packs the panels of a matrix.</summary>
internal sealed unsafe class PanelPacking(PanelMatrix target, float* matrix, long rowStride, long columnStride) : IWork
{
    // Both the lines that are read and those that are written stay in the nearest cache.
    private const int Block = 16;

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        int first = item * PanelMatrix.Columns, columns = Math.Min(PanelMatrix.Columns, target.Width - first);
        float* from = matrix + (first * columnStride), to = target.Panel(item);
        if (columnStride == 1)
        {
            for (int row = 0; row < target.Rows; row++)
            {
                var line = new Span<float>(to + (row * PanelMatrix.Columns), PanelMatrix.Columns);
                new ReadOnlySpan<float>(from + (row * rowStride), columns).CopyTo(line);
                line[columns..].Clear();
            }
            return;
        }
        for (int start = 0; start < target.Rows; start += Block)
        {
            int end = Math.Min(start + Block, target.Rows);
            for (int column = 0; column < PanelMatrix.Columns; column++)
            {
                for (int row = start; row < end; row++)
                    to[(row * PanelMatrix.Columns) + column] = column < columns ? from[(row * rowStride) + (column * columnStride)] : 0;
            }
        }
    }
}
