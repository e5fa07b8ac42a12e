namespace Darts.Kernels;

/// <summary>One panel of columns of a product, or half of its rows.</summary>
internal sealed unsafe class PanelProductWork(float* packed, int rows, PanelMatrix right, float* result, long resultRow, long resultColumn, bool adds, PanelItems items) : VectorWork
{
    /// <inheritdoc/>
    protected override void Do<V>(int item, int thread)
    {
        (int panel, int from, int until) = items.Of(item, PackedWeights.Blocks(rows));
        float* beside = stackalloc float[PointwiseTile.Rows * PanelMatrix.Columns];
        int tile = PointwiseTile.Pixels<V>(), first = panel * PanelMatrix.Columns, columns = Math.Min(PanelMatrix.Columns, right.Width - first);
        for (int row = from * PointwiseTile.Rows; row < Math.Min(until * PointwiseTile.Rows, rows); row += PointwiseTile.Rows)
        {
            int height = Math.Min(PointwiseTile.Rows, rows - row);
            float* target = result + (row * resultRow) + (first * resultColumn);
            bool whole = height == PointwiseTile.Rows && columns == PanelMatrix.Columns && resultColumn == 1 && !adds;
            for (int column = 0; column < columns; column += tile)
            {
                PointwiseTile.Multiply<V>(
                    right.Panel(panel) + column, PanelMatrix.Columns, packed + ((long)row * right.Rows), right.Rows, whole ? target + column : beside + column, whole ? (nint)resultRow : PanelMatrix.Columns);
            }
            if (whole)
                continue;
            if (resultColumn == 1)
                Copy<V>(beside, target, height, columns);
            else
                Scatter(beside, target, height, columns);
        }
    }

    /// <summary>A column of the tile after the other: what a column has in the result lies side by side, and comes again with the tile below before it has left the nearest cache.</summary>
    private void Scatter(float* from, float* to, int height, int columns)
    {
        for (int column = 0; column < columns; column++, from++, to += resultColumn)
        {
            for (int row = 0; row < height; row++)
            {
                float* place = to + (row * resultRow);
                *place = adds ? *place + from[row * PanelMatrix.Columns] : from[row * PanelMatrix.Columns];
            }
        }
    }

    private void Copy<V>(float* from, float* to, int height, int columns)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < height; row++, from += PanelMatrix.Columns, to += resultRow)
        {
            int i = 0;
            for (; i <= columns - V.Count; i += V.Count)
                V.Store(adds ? V.Load(to + i) + V.Load(from + i) : V.Load(from + i), to + i);
            for (; i < columns; i++)
                to[i] = adds ? to[i] + from[i] : from[i];
        }
    }
}
