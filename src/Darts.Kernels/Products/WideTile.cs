using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// The innermost loop of products of more rows than <see cref="RowTile"/> takes, on machines with vectors of 512 bits: 6 rows by a whole panel of 64 columns. As many sums, and of the left-hand matrix
/// half as many reads for each: 1.7 instructions a multiply-add in place of 2, which shows on cores that compute for others too.
/// </summary>
internal static unsafe class WideTile
{
    /// <summary>The most rows of a tile.</summary>
    public const int MostRows = 6;

    /// <summary>sums = left · panel, or sums += left · panel.</summary>
    /// <typeparam name="V">The vector, of 16 floats.</typeparam>
    /// <param name="left">The first row.</param>
    /// <param name="leftRow">From a row to the next, floats.</param>
    /// <param name="rows">How many: 1 … <see cref="MostRows"/>.</param>
    /// <param name="panel">The panel's first number.</param>
    /// <param name="length">How many of its rows.</param>
    /// <param name="sums">[rows, <see cref="PanelMatrix.Columns"/>].</param>
    /// <param name="sumsRow">From a row of them to the next.</param>
    /// <param name="adds">Whether to add to what is there.</param>
    /// <param name="ahead">What to ask memory for meanwhile.</param>
    public static void Multiply<V>(float* left, nint leftRow, int rows, float* panel, int length, float* sums, nint sumsRow, bool adds, Ahead ahead)
        where V : struct, ILanes<V>
    {
        switch (rows)
        {
            case 1:
                Rows<V, RowCount.Of1>(left, leftRow, panel, length, sums, sumsRow, adds, ahead);
                break;
            case 2:
                Rows<V, RowCount.Of2>(left, leftRow, panel, length, sums, sumsRow, adds, ahead);
                break;
            case 3:
                Rows<V, RowCount.Of3>(left, leftRow, panel, length, sums, sumsRow, adds, ahead);
                break;
            case 4:
                Rows<V, RowCount.Of4>(left, leftRow, panel, length, sums, sumsRow, adds, ahead);
                break;
            case 5:
                Rows<V, RowCount.Of5>(left, leftRow, panel, length, sums, sumsRow, adds, ahead);
                break;
            case 6:
                Rows<V, RowCount.Of6>(left, leftRow, panel, length, sums, sumsRow, adds, ahead);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows<V, R>(float* left, nint leftRow, float* panel, int length, float* sums, nint sumsRow, bool adds, Ahead ahead)
        where V : struct, ILanes<V>
        where R : struct, IRowCount
    {
        V a0 = default, a1 = default, a2 = default, a3 = default;
        V b0 = default, b1 = default, b2 = default, b3 = default;
        V c0 = default, c1 = default, c2 = default, c3 = default;
        V d0 = default, d1 = default, d2 = default, d3 = default;
        V e0 = default, e1 = default, e2 = default, e3 = default;
        V f0 = default, f1 = default, f2 = default, f3 = default;
        if (adds)
        {
            Load(sums, out a0, out a1, out a2, out a3);
            if (R.Count > 1)
                Load(sums + (1 * sumsRow), out b0, out b1, out b2, out b3);
            if (R.Count > 2)
                Load(sums + (2 * sumsRow), out c0, out c1, out c2, out c3);
            if (R.Count > 3)
                Load(sums + (3 * sumsRow), out d0, out d1, out d2, out d3);
            if (R.Count > 4)
                Load(sums + (4 * sumsRow), out e0, out e1, out e2, out e3);
            if (R.Count > 5)
                Load(sums + (5 * sumsRow), out f0, out f1, out f2, out f3);
        }
        nint two = 2 * leftRow, soon = ahead.Place, step = ahead.Step;
        float* x0 = left, x3 = x0 + two + leftRow;
        // Two turns written out: moving on is a tenth of a turn's instructions.
        for (int k = 0; k < length; k++, panel += 2 * PanelMatrix.Columns, x0 += 2, x3 += 2, soon += step)
        {
            Ahead.Ask(soon);
            Load(panel, out V y0, out V y1, out V y2, out V y3);
            OuterProduct.Add(ref a0, ref a1, ref a2, ref a3, V.All(*x0), y0, y1, y2, y3);
            if (R.Count > 1)
                OuterProduct.Add(ref b0, ref b1, ref b2, ref b3, V.All(x0[leftRow]), y0, y1, y2, y3);
            if (R.Count > 2)
                OuterProduct.Add(ref c0, ref c1, ref c2, ref c3, V.All(x0[two]), y0, y1, y2, y3);
            if (R.Count > 3)
                OuterProduct.Add(ref d0, ref d1, ref d2, ref d3, V.All(*x3), y0, y1, y2, y3);
            if (R.Count > 4)
                OuterProduct.Add(ref e0, ref e1, ref e2, ref e3, V.All(x3[leftRow]), y0, y1, y2, y3);
            if (R.Count > 5)
                OuterProduct.Add(ref f0, ref f1, ref f2, ref f3, V.All(x3[two]), y0, y1, y2, y3);
            if (++k == length)
                break;
            Ahead.Ask(soon += step);
            Load(panel + PanelMatrix.Columns, out y0, out y1, out y2, out y3);
            OuterProduct.Add(ref a0, ref a1, ref a2, ref a3, V.All(x0[1]), y0, y1, y2, y3);
            if (R.Count > 1)
                OuterProduct.Add(ref b0, ref b1, ref b2, ref b3, V.All(x0[leftRow + 1]), y0, y1, y2, y3);
            if (R.Count > 2)
                OuterProduct.Add(ref c0, ref c1, ref c2, ref c3, V.All(x0[two + 1]), y0, y1, y2, y3);
            if (R.Count > 3)
                OuterProduct.Add(ref d0, ref d1, ref d2, ref d3, V.All(x3[1]), y0, y1, y2, y3);
            if (R.Count > 4)
                OuterProduct.Add(ref e0, ref e1, ref e2, ref e3, V.All(x3[leftRow + 1]), y0, y1, y2, y3);
            if (R.Count > 5)
                OuterProduct.Add(ref f0, ref f1, ref f2, ref f3, V.All(x3[two + 1]), y0, y1, y2, y3);
        }
        PointwiseTile.Store(sums, a0, a1, a2, a3);
        if (R.Count > 1)
            PointwiseTile.Store(sums + (1 * sumsRow), b0, b1, b2, b3);
        if (R.Count > 2)
            PointwiseTile.Store(sums + (2 * sumsRow), c0, c1, c2, c3);
        if (R.Count > 3)
            PointwiseTile.Store(sums + (3 * sumsRow), d0, d1, d2, d3);
        if (R.Count > 4)
            PointwiseTile.Store(sums + (4 * sumsRow), e0, e1, e2, e3);
        if (R.Count > 5)
            PointwiseTile.Store(sums + (5 * sumsRow), f0, f1, f2, f3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<V>(float* from, out V a, out V b, out V c, out V d)
        where V : struct, ILanes<V> => (a, b, c, d) = (V.Load(from), V.Load(from + V.Count), V.Load(from + (2 * V.Count)), V.Load(from + (3 * V.Count)));
}
