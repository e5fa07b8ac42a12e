namespace Darts.Kernels;

/// <summary>Packs the rows of a left-hand matrix in blocks, as <see cref="PackedWeights"/> has them.</summary>
internal sealed unsafe class LeftPacking(float* matrix, long rowStride, long columnStride, int rows, int columns, float* packed) : IWork
{
    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        int first = item * PointwiseTile.Rows;
        PackedWeights.Pack(matrix + (first * rowStride), (nint)rowStride, (nint)columnStride, Math.Min(PointwiseTile.Rows, rows - first), columns, packed + ((long)first * columns));
    }
}
