namespace Darts.Kernels;

/// <summary>
/// The right-hand matrix of products with few rows, in 16 bits: whole numbers, and for each column the factor that makes its largest one 32,767. Such products wait for memory, and this is half of
/// it. A weight is off by at most 2⁻¹⁶ of its column's largest.
/// </summary>
/// <remarks>Columns in panels of <see cref="Columns"/>, and in a panel row after row, so that memory is read front to back. The last panel is filled up with zeros.</remarks>
internal sealed unsafe class ShortMatrix : IDisposable
{
    /// <summary>How many columns a panel has: a whole number of vectors of any machine.</summary>
    public const int Columns = 64;

    private readonly ShortBuffer _data;
    private readonly FloatBuffer _factors;

    /// <summary>Rounds a matrix.</summary>
    /// <param name="matrix">The address of its first float.</param>
    /// <param name="rowStride">From a row to the next, floats.</param>
    /// <param name="columnStride">From a column to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Columns.</param>
    public ShortMatrix(nint matrix, long rowStride, long columnStride, int rows, int width)
    {
        (Rows, Width) = (rows, width);
        _data = new ShortBuffer((long)Panels * rows * Columns);
        _factors = new FloatBuffer(Panels * Columns);
        for (int column = 0; column < width; column++)
            Round((float*)matrix + (column * columnStride), rowStride, column);
    }

    /// <summary>How many rows: the length of the sums.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Width { get; }

    /// <summary>How many panels there are.</summary>
    public int Panels => (Width + Columns - 1) / Columns;

    /// <summary>A panel's first number.</summary>
    public short* Panel(int panel) => _data.Data + ((long)panel * Rows * Columns);

    /// <summary>The factors of a panel's columns.</summary>
    public float* Factors(int panel) => _factors.Data + (panel * Columns);

    /// <inheritdoc/>
    public void Dispose()
    {
        _data.Dispose();
        _factors.Dispose();
    }

    private void Round(float* column, long rowStride, int place)
    {
        float largest = 0;
        for (int row = 0; row < Rows; row++)
            largest = Math.Max(largest, Math.Abs(column[row * rowStride]));
        short* to = Panel(place / Columns) + (place % Columns);
        Factors(place / Columns)[place % Columns] = largest / short.MaxValue;
        float scale = largest > 0 && float.IsFinite(largest) ? short.MaxValue / largest : 0;
        for (int row = 0; row < Rows; row++)
            to[row * Columns] = (short)MathF.Round(column[row * rowStride] * scale);
    }
}
