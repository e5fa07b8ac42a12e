using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>One panel of columns of a product, or half of its rows, whose left-hand rows are read where they lie.</summary>
/// <param name="left">[rows, right.Rows], each row of it contiguous.</param>
/// <param name="leftRow">From a row of it to the next.</param>
/// <param name="rows">How many.</param>
/// <param name="right">Packed.</param>
/// <param name="result">[rows, right.Width].</param>
/// <param name="resultRow">From a row of it to the next.</param>
/// <param name="resultPanel">From a panel's columns of it to the next panel's: <see cref="PanelMatrix.Columns"/> where its rows are contiguous.</param>
/// <param name="adds">Whether the product is added to what is there.</param>
/// <param name="items">How the panels are shared.</param>
internal sealed unsafe class RowProductWork(float* left, nint leftRow, int rows, PanelMatrix right, float* result, nint resultRow, nint resultPanel, bool adds, PanelItems items) : VectorWork
{
    /// <summary>At most so many of a panel's rows at once, in equal parts: they stay in a core's cache while all rows of the left-hand matrix go over them.</summary>
    private const int LengthAtOnce = 1024;

    /// <summary>Floats of a cache line.</summary>
    private const int Line = 16;

    /// <inheritdoc/>
    protected override void Do<V>(int item, int thread)
    {
        bool isWide = V.Count == Lanes16.Count && rows > RowTile.MostRows;
        int most = isWide ? WideTile.MostRows : RowTile.Rows<V>();
        // Tiles of one height as nearly as may be.
        int tiles = (rows + most - 1) / most;
        (int panel, int from, int until) = items.Of(item, tiles);
        if (from == until)
            return;
        int columns = Math.Min(PanelMatrix.Columns, right.Width - (panel * PanelMatrix.Columns)), parts = (right.Rows + LengthAtOnce - 1) / LengthAtOnce;
        int width = isWide && columns > RowTile.Columns ? PanelMatrix.Columns : RowTile.Columns;
        for (int part = 0; part < parts; part++)
        {
            int k = Share(right.Rows, part, parts), length = Share(right.Rows, part + 1, parts) - k;
            float* numbers = right.Panel(panel) + ((long)k * PanelMatrix.Columns), to = result + (panel * resultPanel);
            if (k == 0 && item < items.Threads)
                Touch(numbers, length);
            Ahead ahead = Soon(panel, k + length, (until - from) * (PanelMatrix.Columns / width));
            for (int tile = from; tile < until; tile++)
            {
                int row = Share(rows, tile, tiles), height = Share(rows, tile + 1, tiles) - row;
                for (int column = 0; column < columns; column += width, ahead = ahead.After(length))
                    Tile<V>(left + (row * leftRow) + k, height, numbers + column, length, to + (row * resultRow) + column, width, Math.Min(width, columns - column), adds || k > 0, ahead);
            }
        }
    }

    private static int Share(int whole, int part, int parts) => (int)((long)whole * part / parts);

    /// <summary>What the thread reads next: the rest of the panel or, if all goes evenly, the panel behind those of the others. Tiles ask for it by parts.</summary>
    private Ahead Soon(int panel, int k, int turns)
    {
        if (k == right.Rows)
            (panel, k) = (panel + items.Threads, 0);
        if (panel >= right.Panels)
            return Ahead.Nothing(left);
        const int Row = PanelMatrix.Columns * sizeof(float);
        return new((nint)(right.Panel(panel) + ((long)k * PanelMatrix.Columns)), Math.Min(Line * sizeof(float), (Row + turns - 1) / turns));
    }

    /// <summary>Reads a number of every line of a thread's first panel, in the order in which they lie: memory then gives them as fast as it can, which it does not for tiles, each of which reads half of a row.</summary>
    /// <returns>A number of no meaning: what comes of reading, so that it is not left out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Touch(float* from, int rows)
    {
        float sum = 0;
        for (int row = 0; row < rows; row++, from += PanelMatrix.Columns)
            sum += from[0] + from[Line] + from[2 * Line] + from[3 * Line];
        return sum;
    }

    private void Tile<V>(float* from, int height, float* numbers, int length, float* to, int width, int columns, bool add, Ahead ahead)
        where V : struct, ILanes<V>
    {
        if (columns == width)
        {
            Multiply<V>(from, height, numbers, length, to, resultRow, width, add, ahead);
            return;
        }
        float* sums = stackalloc float[RowTile.MostRows * PanelMatrix.Columns];
        Multiply<V>(from, height, numbers, length, sums, width, width, add: false, ahead);
        for (int row = 0; row < height; row++, sums += width, to += resultRow)
        {
            for (int i = 0; i < columns; i++)
                to[i] = add ? to[i] + sums[i] : sums[i];
        }
    }

    private void Multiply<V>(float* from, int height, float* numbers, int length, float* to, nint toRow, int width, bool add, Ahead ahead)
        where V : struct, ILanes<V>
    {
        if (width == RowTile.Columns)
            RowTile.Multiply<V, Numbers.Floats>(from, leftRow, height, numbers, length, to, toRow, add, ahead);
        else
            WideTile.Multiply<V>(from, leftRow, height, numbers, length, to, toRow, add, ahead);
    }
}
