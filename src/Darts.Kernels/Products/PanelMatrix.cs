namespace Darts.Kernels;

/// <summary>
/// The right-hand matrix of products in the order in which <see cref="PointwiseTile"/> reads it: columns in panels of <see cref="Columns"/>, and in a panel row after row. The last panel is filled
/// up with zeros. Memory is read once, front to back, however the matrix lies.
/// </summary>
internal sealed unsafe class PanelMatrix : IDisposable
{
    /// <summary>How many columns a panel has: the widest tile's.</summary>
    public const int Columns = 64;

    private FloatBuffer _data = new(0);

    /// <summary>How many rows: the length of the sums.</summary>
    public int Rows { get; private set; }

    /// <summary>How many columns the matrix has.</summary>
    public int Width { get; private set; }

    /// <summary>How many panels there are.</summary>
    public int Panels => (Width + Columns - 1) / Columns;

    /// <summary>A panel's first float.</summary>
    public float* Panel(int panel) => _data.Data + ((long)panel * Rows * Columns);

    /// <summary>Makes room for a matrix, of any content; the memory is used again where it is large enough.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Columns.</param>
    public void Resize(int rows, int width)
    {
        (Rows, Width) = (rows, width);
        int length = checked(Panels * rows * Columns);
        if (_data.Length >= length)
            return;
        _data.Dispose();
        _data = new FloatBuffer(length);
    }

    /// <summary>Packs a matrix.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="matrix">The address of its first float.</param>
    /// <param name="rowStride">From a row to the next, floats.</param>
    /// <param name="columnStride">From a column to the next; with both exchanged the transposed matrix is packed. One of them is 1.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Columns.</param>
    public void Pack(Workers workers, nint matrix, long rowStride, long columnStride, int rows, int width)
    {
        Resize(rows, width);
        using var entered = workers.Enter();
        if (columnStride != 1)
        {
            workers.Run(new PanelPacking(this, (float*)matrix, (nint)columnStride), Panels);
            return;
        }
        var packing = new PanelRowsPacking(this, (float*)matrix, (nint)rowStride);
        workers.Run(packing, packing.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();
}
