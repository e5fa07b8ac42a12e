using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// The innermost loop of products with a <see cref="ShortMatrix"/>: some rows by a panel of columns, summed in registers. The panel's numbers are widened once for all rows. 24 sums of 12 rows fill
/// the registers of AVX-512; narrower machines have half of them and take 6 rows.
/// </summary>
internal static unsafe class ShortTile
{
    /// <summary>The most rows of any machine's tile.</summary>
    public const int MostRows = 12;

    /// <summary>Half a panel: a tile reads a vector in each half at once.</summary>
    public const int Half = ShortMatrix.Columns / 2;

    /// <summary>The most rows of a tile.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    public static int Rows<V>()
        where V : struct, ILanes<V> => V.Count == Lanes16.Count ? MostRows : MostRows / 2;

    /// <summary>sums = left · panel, without the columns' factors.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="left">The first row.</param>
    /// <param name="leftRow">From a row to the next, floats.</param>
    /// <param name="rows">How many: 1 … <see cref="Rows{V}()"/>.</param>
    /// <param name="panel">The panel's first number.</param>
    /// <param name="length">Rows of the matrix.</param>
    /// <param name="sums">[rows, <see cref="ShortMatrix.Columns"/>].</param>
    public static void Multiply<V>(float* left, nint leftRow, int rows, short* panel, int length, float* sums)
        where V : struct, ILanes<V>
    {
        for (int column = 0; column < Half; column += V.Count)
            Columns<V>(left, leftRow, rows, panel + column, length, sums + column);
    }

    private static void Columns<V>(float* left, nint leftRow, int rows, short* numbers, int length, float* sums)
        where V : struct, ILanes<V>
    {
        switch (rows)
        {
            case 1:
                One<V>(left, numbers, length, sums);
                break;
            case 2:
                Rows<V, RowCount.Of2>(left, leftRow, numbers, length, sums);
                break;
            case 3:
                Rows<V, RowCount.Of3>(left, leftRow, numbers, length, sums);
                break;
            case 4:
                Rows<V, RowCount.Of4>(left, leftRow, numbers, length, sums);
                break;
            case 5:
                Rows<V, RowCount.Of5>(left, leftRow, numbers, length, sums);
                break;
            case 6:
                Rows<V, RowCount.Of6>(left, leftRow, numbers, length, sums);
                break;
            case 7:
                Rows<V, RowCount.Of7>(left, leftRow, numbers, length, sums);
                break;
            case 8:
                Rows<V, RowCount.Of8>(left, leftRow, numbers, length, sums);
                break;
            case 9:
                Rows<V, RowCount.Of9>(left, leftRow, numbers, length, sums);
                break;
            case 10:
                Rows<V, RowCount.Of10>(left, leftRow, numbers, length, sums);
                break;
            case 11:
                Rows<V, RowCount.Of11>(left, leftRow, numbers, length, sums);
                break;
            case 12:
                Rows<V, RowCount.Of12>(left, leftRow, numbers, length, sums);
                break;
        }
    }

    /// <summary>One row: in four pairs of sums, for a sum has to wait for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<V>(float* left, short* numbers, int length, float* sums)
        where V : struct, ILanes<V>
    {
        V a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        int k = 0;
        for (; k + 3 < length; k += 4, numbers += 4 * ShortMatrix.Columns)
        {
            V x = V.All(left[k]);
            a0 = V.Fma(x, V.LoadShort(numbers), a0);
            a1 = V.Fma(x, V.LoadShort(numbers + Half), a1);
            x = V.All(left[k + 1]);
            b0 = V.Fma(x, V.LoadShort(numbers + ShortMatrix.Columns), b0);
            b1 = V.Fma(x, V.LoadShort(numbers + ShortMatrix.Columns + Half), b1);
            x = V.All(left[k + 2]);
            c0 = V.Fma(x, V.LoadShort(numbers + (2 * ShortMatrix.Columns)), c0);
            c1 = V.Fma(x, V.LoadShort(numbers + (2 * ShortMatrix.Columns) + Half), c1);
            x = V.All(left[k + 3]);
            d0 = V.Fma(x, V.LoadShort(numbers + (3 * ShortMatrix.Columns)), d0);
            d1 = V.Fma(x, V.LoadShort(numbers + (3 * ShortMatrix.Columns) + Half), d1);
        }
        for (; k < length; k++, numbers += ShortMatrix.Columns)
        {
            V x = V.All(left[k]);
            a0 = V.Fma(x, V.LoadShort(numbers), a0);
            a1 = V.Fma(x, V.LoadShort(numbers + Half), a1);
        }
        Store(sums, (a0 + b0) + (c0 + d0), (a1 + b1) + (c1 + d1));
    }

    /// <summary>Several rows; the conditions are known when it is compiled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows<V, R>(float* left, nint leftRow, short* numbers, int length, float* sums)
        where V : struct, ILanes<V>
        where R : struct, IRowCount
    {
        V a0 = default, a1 = default;
        V b0 = default, b1 = default;
        V c0 = default, c1 = default;
        V d0 = default, d1 = default;
        V e0 = default, e1 = default;
        V f0 = default, f1 = default;
        V g0 = default, g1 = default;
        V h0 = default, h1 = default;
        V i0 = default, i1 = default;
        V j0 = default, j1 = default;
        V k0 = default, k1 = default;
        V l0 = default, l1 = default;
        nint two = 2 * leftRow;
        float* x0 = left, x3 = x0 + two + leftRow, x6 = x3 + two + leftRow, x9 = x6 + two + leftRow;
        for (int k = 0; k < length; k++, numbers += ShortMatrix.Columns, x0++, x3++, x6++, x9++)
        {
            V low = V.LoadShort(numbers), high = V.LoadShort(numbers + Half);
            V x = V.All(*x0);
            a0 = V.Fma(x, low, a0);
            a1 = V.Fma(x, high, a1);
            if (R.Count > 1)
            {
                x = V.All(x0[leftRow]);
                b0 = V.Fma(x, low, b0);
                b1 = V.Fma(x, high, b1);
            }
            if (R.Count > 2)
            {
                x = V.All(x0[two]);
                c0 = V.Fma(x, low, c0);
                c1 = V.Fma(x, high, c1);
            }
            if (R.Count > 3)
            {
                x = V.All(*x3);
                d0 = V.Fma(x, low, d0);
                d1 = V.Fma(x, high, d1);
            }
            if (R.Count > 4)
            {
                x = V.All(x3[leftRow]);
                e0 = V.Fma(x, low, e0);
                e1 = V.Fma(x, high, e1);
            }
            if (R.Count > 5)
            {
                x = V.All(x3[two]);
                f0 = V.Fma(x, low, f0);
                f1 = V.Fma(x, high, f1);
            }
            if (R.Count > 6)
            {
                x = V.All(*x6);
                g0 = V.Fma(x, low, g0);
                g1 = V.Fma(x, high, g1);
            }
            if (R.Count > 7)
            {
                x = V.All(x6[leftRow]);
                h0 = V.Fma(x, low, h0);
                h1 = V.Fma(x, high, h1);
            }
            if (R.Count > 8)
            {
                x = V.All(x6[two]);
                i0 = V.Fma(x, low, i0);
                i1 = V.Fma(x, high, i1);
            }
            if (R.Count > 9)
            {
                x = V.All(*x9);
                j0 = V.Fma(x, low, j0);
                j1 = V.Fma(x, high, j1);
            }
            if (R.Count > 10)
            {
                x = V.All(x9[leftRow]);
                k0 = V.Fma(x, low, k0);
                k1 = V.Fma(x, high, k1);
            }
            if (R.Count > 11)
            {
                x = V.All(x9[two]);
                l0 = V.Fma(x, low, l0);
                l1 = V.Fma(x, high, l1);
            }
        }
        Store(sums, a0, a1);
        if (R.Count > 1)
            Store(sums + (1 * ShortMatrix.Columns), b0, b1);
        if (R.Count > 2)
            Store(sums + (2 * ShortMatrix.Columns), c0, c1);
        if (R.Count > 3)
            Store(sums + (3 * ShortMatrix.Columns), d0, d1);
        if (R.Count > 4)
            Store(sums + (4 * ShortMatrix.Columns), e0, e1);
        if (R.Count > 5)
            Store(sums + (5 * ShortMatrix.Columns), f0, f1);
        if (R.Count > 6)
            Store(sums + (6 * ShortMatrix.Columns), g0, g1);
        if (R.Count > 7)
            Store(sums + (7 * ShortMatrix.Columns), h0, h1);
        if (R.Count > 8)
            Store(sums + (8 * ShortMatrix.Columns), i0, i1);
        if (R.Count > 9)
            Store(sums + (9 * ShortMatrix.Columns), j0, j1);
        if (R.Count > 10)
            Store(sums + (10 * ShortMatrix.Columns), k0, k1);
        if (R.Count > 11)
            Store(sums + (11 * ShortMatrix.Columns), l0, l1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(float* sums, V low, V high)
        where V : struct, ILanes<V>
    {
        V.Store(low, sums);
        V.Store(high, sums + Half);
    }
}
