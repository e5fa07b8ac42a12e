namespace Darts.Kernels;

/// <summary>
/// The right-hand matrix of products for inference, in 16 bits: whole numbers, and for each column the factor that makes its largest one 32,767. Products with few rows wait for memory, and this is
/// half of it. A weight is off by at most 2⁻¹⁶ of its column's largest.
/// </summary>
/// <remarks>Columns in panels of <see cref="Columns"/>, and in a panel row after row, a cache line each, so that memory is read front to back. Columns that nobody rounds are zero.</remarks>
internal sealed unsafe class ShortMatrix : IDisposable
{
    /// <summary>How many columns a panel has: a cache line of them.</summary>
    public const int Columns = 32;

    private readonly ShortBuffer _data;
    private readonly FloatBuffer _factors;

    /// <summary>Makes room for a matrix, all zero.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Columns.</param>
    public ShortMatrix(int rows, int width)
    {
        (Rows, Width) = (rows, width);
        _data = new ShortBuffer((long)Panels * rows * Columns);
        _factors = new FloatBuffer(Panels * Columns);
    }

    /// <summary>Rounds a matrix.</summary>
    /// <param name="matrix">The address of its first float.</param>
    /// <param name="rowStride">From a row to the next, floats.</param>
    /// <param name="columnStride">From a column to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Columns.</param>
    public ShortMatrix(nint matrix, long rowStride, long columnStride, int rows, int width)
        : this(rows, width)
    {
        for (int column = 0; column < width; column += Columns)
            Round((float*)matrix + (column * columnStride), rowStride, columnStride, column, Math.Min(Columns, width - column));
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

    /// <summary>Rounds columns of one panel.</summary>
    /// <param name="from">The first column's first float.</param>
    /// <param name="rowStride">From a row to the next, floats.</param>
    /// <param name="columnStride">From a column to the next.</param>
    /// <param name="place">Which column the first one becomes.</param>
    /// <param name="count">How many; all in the panel of the first.</param>
    public void Round(float* from, long rowStride, long columnStride, int place, int count)
    {
        float* scales = stackalloc float[Columns];
        new Span<float>(scales, count).Clear();
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < count; i++)
                scales[i] = Math.Max(scales[i], Math.Abs(from[(row * rowStride) + (i * columnStride)]));
        }
        float* factors = Factors(place / Columns) + (place % Columns);
        for (int i = 0; i < count; i++)
        {
            float largest = scales[i];
            factors[i] = largest / short.MaxValue;
            scales[i] = largest > 0 && float.IsFinite(largest) ? short.MaxValue / largest : 0;
        }
        short* to = Panel(place / Columns) + (place % Columns);
        for (int row = 0; row < Rows; row++, to += Columns)
        {
            for (int i = 0; i < count; i++)
                to[i] = (short)MathF.Round(from[(row * rowStride) + (i * columnStride)] * scales[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data.Dispose();
        _factors.Dispose();
    }
}
