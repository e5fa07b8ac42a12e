using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// The innermost loop of products of few rows: some of them by 32 columns of a panel, summed in registers. Of the panel, which is the larger matrix there, a number is read (and widened, where it is
/// one of 16 bits) once for all rows. 24 sums of 12 rows fill the registers of AVX-512; narrower machines have half of them and take 6 rows.
/// </summary>
internal static unsafe class RowTile
{
    /// <summary>The most rows of any machine's tile.</summary>
    public const int MostRows = 12;

    /// <summary>How many columns a tile has.</summary>
    public const int Columns = 2 * Half;

    /// <summary>Half of them: a tile reads a vector in each half at once.</summary>
    public const int Half = 16;

    /// <summary>The most rows of a tile.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    public static int Rows<V>()
        where V : struct, ILanes<V> => V.Count == Lanes16.Count ? MostRows : MostRows / 2;

    /// <summary>sums = left · panel, or sums += left · panel.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <typeparam name="N">What the panel's numbers are.</typeparam>
    /// <param name="left">The first row.</param>
    /// <param name="leftRow">From a row to the next, floats.</param>
    /// <param name="rows">How many: 1 … <see cref="Rows{V}()"/>.</param>
    /// <param name="panel">The panel's first number.</param>
    /// <param name="length">How many of its rows.</param>
    /// <param name="sums">[rows, <see cref="Columns"/>].</param>
    /// <param name="sumsRow">From a row of them to the next.</param>
    /// <param name="adds">Whether to add to what is there.</param>
    /// <param name="ahead">What to ask memory for meanwhile.</param>
    public static void Multiply<V, N>(float* left, nint leftRow, int rows, void* panel, int length, float* sums, nint sumsRow, bool adds, Ahead ahead)
        where V : struct, ILanes<V>
        where N : struct, INumbers
    {
        for (int column = 0; column < Half; column += V.Count)
            Take<V, N>(left, leftRow, rows, panel, column, length, sums + column, sumsRow, adds, ahead);
    }

    private static void Take<V, N>(float* left, nint leftRow, int rows, void* panel, int column, int length, float* sums, nint sumsRow, bool adds, Ahead ahead)
        where V : struct, ILanes<V>
        where N : struct, INumbers
    {
        switch (rows)
        {
            case 1:
                One<V, N>(left, panel, column, length, sums, adds, ahead);
                break;
            case 2:
                Rows<V, N, RowCount.Of2>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 3:
                Rows<V, N, RowCount.Of3>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 4:
                Rows<V, N, RowCount.Of4>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 5:
                Rows<V, N, RowCount.Of5>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 6:
                Rows<V, N, RowCount.Of6>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 7:
                Rows<V, N, RowCount.Of7>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 8:
                Rows<V, N, RowCount.Of8>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 9:
                Rows<V, N, RowCount.Of9>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 10:
                Rows<V, N, RowCount.Of10>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 11:
                Rows<V, N, RowCount.Of11>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
            case 12:
                Rows<V, N, RowCount.Of12>(left, leftRow, panel, column, length, sums, sumsRow, adds, ahead);
                break;
        }
    }

    /// <summary>One row: in four pairs of sums, for a sum has to wait for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<V, N>(float* left, void* numbers, nint at, int length, float* sums, bool adds, Ahead ahead)
        where V : struct, ILanes<V>
        where N : struct, INumbers
    {
        V a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        if (adds)
            (a0, a1) = (V.Load(sums), V.Load(sums + Half));
        int k = 0;
        nint soon = ahead.Place, step = ahead.Step;
        for (; k + 3 < length; k += 4, at += 4 * N.Columns, soon += 4 * step)
        {
            Ahead.Ask(soon);
            Ahead.Ask(soon + step);
            Ahead.Ask(soon + (2 * step));
            Ahead.Ask(soon + (3 * step));
            OuterProduct.Add(ref a0, ref a1, V.All(left[k]), N.Load<V>(numbers, at), N.Load<V>(numbers, at + Half));
            OuterProduct.Add(ref b0, ref b1, V.All(left[k + 1]), N.Load<V>(numbers, at + N.Columns), N.Load<V>(numbers, at + N.Columns + Half));
            OuterProduct.Add(ref c0, ref c1, V.All(left[k + 2]), N.Load<V>(numbers, at + (2 * N.Columns)), N.Load<V>(numbers, at + (2 * N.Columns) + Half));
            OuterProduct.Add(ref d0, ref d1, V.All(left[k + 3]), N.Load<V>(numbers, at + (3 * N.Columns)), N.Load<V>(numbers, at + (3 * N.Columns) + Half));
        }
        for (; k < length; k++, at += N.Columns)
        {
            OuterProduct.Add(ref a0, ref a1, V.All(left[k]), N.Load<V>(numbers, at), N.Load<V>(numbers, at + Half));
        }
        Store(sums, (a0 + b0) + (c0 + d0), (a1 + b1) + (c1 + d1));
    }

    /// <summary>Several rows; the conditions are known when it is compiled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows<V, N, R>(float* left, nint leftRow, void* numbers, nint at, int length, float* sums, nint sumsRow, bool adds, Ahead ahead)
        where V : struct, ILanes<V>
        where N : struct, INumbers
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
        if (adds)
        {
            (a0, a1) = (V.Load(sums), V.Load(sums + Half));
            if (R.Count > 1)
                (b0, b1) = (V.Load(sums + (1 * sumsRow)), V.Load(sums + (1 * sumsRow) + Half));
            if (R.Count > 2)
                (c0, c1) = (V.Load(sums + (2 * sumsRow)), V.Load(sums + (2 * sumsRow) + Half));
            if (R.Count > 3)
                (d0, d1) = (V.Load(sums + (3 * sumsRow)), V.Load(sums + (3 * sumsRow) + Half));
            if (R.Count > 4)
                (e0, e1) = (V.Load(sums + (4 * sumsRow)), V.Load(sums + (4 * sumsRow) + Half));
            if (R.Count > 5)
                (f0, f1) = (V.Load(sums + (5 * sumsRow)), V.Load(sums + (5 * sumsRow) + Half));
            if (R.Count > 6)
                (g0, g1) = (V.Load(sums + (6 * sumsRow)), V.Load(sums + (6 * sumsRow) + Half));
            if (R.Count > 7)
                (h0, h1) = (V.Load(sums + (7 * sumsRow)), V.Load(sums + (7 * sumsRow) + Half));
            if (R.Count > 8)
                (i0, i1) = (V.Load(sums + (8 * sumsRow)), V.Load(sums + (8 * sumsRow) + Half));
            if (R.Count > 9)
                (j0, j1) = (V.Load(sums + (9 * sumsRow)), V.Load(sums + (9 * sumsRow) + Half));
            if (R.Count > 10)
                (k0, k1) = (V.Load(sums + (10 * sumsRow)), V.Load(sums + (10 * sumsRow) + Half));
            if (R.Count > 11)
                (l0, l1) = (V.Load(sums + (11 * sumsRow)), V.Load(sums + (11 * sumsRow) + Half));
        }
        nint two = 2 * leftRow, soon = ahead.Place, step = ahead.Step;
        float* x0 = left, x3 = x0 + two + leftRow, x6 = x3 + two + leftRow, x9 = x6 + two + leftRow;
        // Two turns written out: moving on is a tenth of a turn's instructions.
        for (int k = 0; k < length; k++, at += 2 * N.Columns, x0 += 2, x3 += 2, x6 += 2, x9 += 2, soon += step)
        {
            Ahead.Ask(soon);
            V low = N.Load<V>(numbers, at), high = N.Load<V>(numbers, at + Half);
            OuterProduct.Add(ref a0, ref a1, V.All(*x0), low, high);
            if (R.Count > 1)
                OuterProduct.Add(ref b0, ref b1, V.All(x0[leftRow]), low, high);
            if (R.Count > 2)
                OuterProduct.Add(ref c0, ref c1, V.All(x0[two]), low, high);
            if (R.Count > 3)
                OuterProduct.Add(ref d0, ref d1, V.All(*x3), low, high);
            if (R.Count > 4)
                OuterProduct.Add(ref e0, ref e1, V.All(x3[leftRow]), low, high);
            if (R.Count > 5)
                OuterProduct.Add(ref f0, ref f1, V.All(x3[two]), low, high);
            if (R.Count > 6)
                OuterProduct.Add(ref g0, ref g1, V.All(*x6), low, high);
            if (R.Count > 7)
                OuterProduct.Add(ref h0, ref h1, V.All(x6[leftRow]), low, high);
            if (R.Count > 8)
                OuterProduct.Add(ref i0, ref i1, V.All(x6[two]), low, high);
            if (R.Count > 9)
                OuterProduct.Add(ref j0, ref j1, V.All(*x9), low, high);
            if (R.Count > 10)
                OuterProduct.Add(ref k0, ref k1, V.All(x9[leftRow]), low, high);
            if (R.Count > 11)
                OuterProduct.Add(ref l0, ref l1, V.All(x9[two]), low, high);
            if (++k == length)
                break;
            Ahead.Ask(soon += step);
            (low, high) = (N.Load<V>(numbers, at + N.Columns), N.Load<V>(numbers, at + N.Columns + Half));
            OuterProduct.Add(ref a0, ref a1, V.All(x0[1]), low, high);
            if (R.Count > 1)
                OuterProduct.Add(ref b0, ref b1, V.All(x0[leftRow + 1]), low, high);
            if (R.Count > 2)
                OuterProduct.Add(ref c0, ref c1, V.All(x0[two + 1]), low, high);
            if (R.Count > 3)
                OuterProduct.Add(ref d0, ref d1, V.All(x3[1]), low, high);
            if (R.Count > 4)
                OuterProduct.Add(ref e0, ref e1, V.All(x3[leftRow + 1]), low, high);
            if (R.Count > 5)
                OuterProduct.Add(ref f0, ref f1, V.All(x3[two + 1]), low, high);
            if (R.Count > 6)
                OuterProduct.Add(ref g0, ref g1, V.All(x6[1]), low, high);
            if (R.Count > 7)
                OuterProduct.Add(ref h0, ref h1, V.All(x6[leftRow + 1]), low, high);
            if (R.Count > 8)
                OuterProduct.Add(ref i0, ref i1, V.All(x6[two + 1]), low, high);
            if (R.Count > 9)
                OuterProduct.Add(ref j0, ref j1, V.All(x9[1]), low, high);
            if (R.Count > 10)
                OuterProduct.Add(ref k0, ref k1, V.All(x9[leftRow + 1]), low, high);
            if (R.Count > 11)
                OuterProduct.Add(ref l0, ref l1, V.All(x9[two + 1]), low, high);
        }
        Store(sums, a0, a1);
        if (R.Count > 1)
            Store(sums + (1 * sumsRow), b0, b1);
        if (R.Count > 2)
            Store(sums + (2 * sumsRow), c0, c1);
        if (R.Count > 3)
            Store(sums + (3 * sumsRow), d0, d1);
        if (R.Count > 4)
            Store(sums + (4 * sumsRow), e0, e1);
        if (R.Count > 5)
            Store(sums + (5 * sumsRow), f0, f1);
        if (R.Count > 6)
            Store(sums + (6 * sumsRow), g0, g1);
        if (R.Count > 7)
            Store(sums + (7 * sumsRow), h0, h1);
        if (R.Count > 8)
            Store(sums + (8 * sumsRow), i0, i1);
        if (R.Count > 9)
            Store(sums + (9 * sumsRow), j0, j1);
        if (R.Count > 10)
            Store(sums + (10 * sumsRow), k0, k1);
        if (R.Count > 11)
            Store(sums + (11 * sumsRow), l0, l1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(float* sums, V low, V high)
        where V : struct, ILanes<V>
    {
        V.Store(low, sums);
        V.Store(high, sums + Half);
    }
}
