using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// A vector's width of several rows under a kernel of 3×3 or 5×5, stride 1: a vector is loaded once for all rows it counts in. Machines load as many vectors in a cycle as they multiply, or fewer,
/// and one that straddles two lines of the cache counts twice.
/// </summary>
/// <remarks>Rows that lie the dilation apart read the same rows: they are taken together.</remarks>
internal static unsafe class DepthwiseSlide
{
    /// <summary>Whether a convolution has a kernel that slides.</summary>
    /// <param name="shape">Its layout.</param>
    public static bool Takes(DepthwiseShape shape) => shape is { Stride: 1, Kernel: 3 or 5 };

    /// <summary>y = Σ taps, or y += Σ taps, for columns of all rows.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="padded">The input in that layout, from the first of the columns.</param>
    /// <param name="weights">One for each tap.</param>
    /// <param name="y">[H', W'], from the first of the columns.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V>(DepthwiseShape shape, float* padded, float* weights, float* y, bool accumulate)
        where V : struct, ILanes<V>
    {
        int apart = shape.Dilation;
        nint step = (nint)apart * shape.RowStep, width = (nint)apart * shape.OutputWidth;
        bool isThree = shape.Kernel == 3;
        for (int first = 0; first < Math.Min(apart, shape.OutputHeight); first++)
        {
            int row = 0, rows = (shape.OutputHeight - first + apart - 1) / apart;
            float* x = padded + (first * shape.RowStep), to = y + (first * shape.OutputWidth);
            for (; row <= rows - 8; row += 8, x += 8 * step, to += 8 * width)
            {
                if (isThree)
                    ThreeEight<V>(x, step, apart, weights, to, width, accumulate);
                else
                    FiveEight<V>(x, step, apart, weights, to, width, accumulate);
            }
            for (; row <= rows - 4; row += 4, x += 4 * step, to += 4 * width)
            {
                if (isThree)
                    ThreeFour<V>(x, step, apart, weights, to, width, accumulate);
                else
                    FiveFour<V>(x, step, apart, weights, to, width, accumulate);
            }
            for (; row < rows; row++, x += step, to += width)
                One<V>(shape, x, weights, to, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<V>(DepthwiseShape shape, float* x, float* weights, float* y, bool accumulate)
        where V : struct, ILanes<V>
    {
        V sum = default;
        for (int row = 0; row < shape.Kernel; row++, x += shape.Dilation * shape.RowStep)
        {
            for (int column = 0; column < shape.Kernel; column++)
                sum = V.Fma(V.All(*weights++), V.Load(x + (column * shape.Dilation)), sum);
        }
        Put(sum, y, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ThreeEight<V>(float* x, nint step, nint apart, float* weights, float* y, nint width, bool accumulate)
        where V : struct, ILanes<V>
    {
        V a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (int column = 0; column < 3; column++, x += apart, weights++)
        {
            V p = V.All(*weights), q = V.All(weights[3]), r = V.All(weights[6]);
            float* row = x;
            var v = V.Load(row);
            a = V.Fma(p, v, a);
            v = V.Load(row += step);
            a = V.Fma(q, v, a);
            b = V.Fma(p, v, b);
            v = V.Load(row += step);
            a = V.Fma(r, v, a);
            b = V.Fma(q, v, b);
            c = V.Fma(p, v, c);
            v = V.Load(row += step);
            b = V.Fma(r, v, b);
            c = V.Fma(q, v, c);
            d = V.Fma(p, v, d);
            v = V.Load(row += step);
            c = V.Fma(r, v, c);
            d = V.Fma(q, v, d);
            e = V.Fma(p, v, e);
            v = V.Load(row += step);
            d = V.Fma(r, v, d);
            e = V.Fma(q, v, e);
            f = V.Fma(p, v, f);
            v = V.Load(row += step);
            e = V.Fma(r, v, e);
            f = V.Fma(q, v, f);
            g = V.Fma(p, v, g);
            v = V.Load(row += step);
            f = V.Fma(r, v, f);
            g = V.Fma(q, v, g);
            h = V.Fma(p, v, h);
            v = V.Load(row += step);
            g = V.Fma(r, v, g);
            h = V.Fma(q, v, h);
            v = V.Load(row += step);
            h = V.Fma(r, v, h);
        }
        Put(a, y, accumulate);
        Put(b, y + width, accumulate);
        Put(c, y + (2 * width), accumulate);
        Put(d, y + (3 * width), accumulate);
        Put(e, y + (4 * width), accumulate);
        Put(f, y + (5 * width), accumulate);
        Put(g, y + (6 * width), accumulate);
        Put(h, y + (7 * width), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ThreeFour<V>(float* x, nint step, nint apart, float* weights, float* y, nint width, bool accumulate)
        where V : struct, ILanes<V>
    {
        V a = default, b = default, c = default, d = default;
        for (int column = 0; column < 3; column++, x += apart, weights++)
        {
            V p = V.All(*weights), q = V.All(weights[3]), r = V.All(weights[6]);
            float* row = x;
            var v = V.Load(row);
            a = V.Fma(p, v, a);
            v = V.Load(row += step);
            a = V.Fma(q, v, a);
            b = V.Fma(p, v, b);
            v = V.Load(row += step);
            a = V.Fma(r, v, a);
            b = V.Fma(q, v, b);
            c = V.Fma(p, v, c);
            v = V.Load(row += step);
            b = V.Fma(r, v, b);
            c = V.Fma(q, v, c);
            d = V.Fma(p, v, d);
            v = V.Load(row += step);
            c = V.Fma(r, v, c);
            d = V.Fma(q, v, d);
            v = V.Load(row += step);
            d = V.Fma(r, v, d);
        }
        Put(a, y, accumulate);
        Put(b, y + width, accumulate);
        Put(c, y + (2 * width), accumulate);
        Put(d, y + (3 * width), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FiveEight<V>(float* x, nint step, nint apart, float* weights, float* y, nint width, bool accumulate)
        where V : struct, ILanes<V>
    {
        V a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (int column = 0; column < 5; column++, x += apart, weights++)
        {
            V p = V.All(*weights), q = V.All(weights[5]), r = V.All(weights[10]), s = V.All(weights[15]), t = V.All(weights[20]);
            float* row = x;
            var v = V.Load(row);
            a = V.Fma(p, v, a);
            v = V.Load(row += step);
            a = V.Fma(q, v, a);
            b = V.Fma(p, v, b);
            v = V.Load(row += step);
            a = V.Fma(r, v, a);
            b = V.Fma(q, v, b);
            c = V.Fma(p, v, c);
            v = V.Load(row += step);
            a = V.Fma(s, v, a);
            b = V.Fma(r, v, b);
            c = V.Fma(q, v, c);
            d = V.Fma(p, v, d);
            v = V.Load(row += step);
            a = V.Fma(t, v, a);
            b = V.Fma(s, v, b);
            c = V.Fma(r, v, c);
            d = V.Fma(q, v, d);
            e = V.Fma(p, v, e);
            v = V.Load(row += step);
            b = V.Fma(t, v, b);
            c = V.Fma(s, v, c);
            d = V.Fma(r, v, d);
            e = V.Fma(q, v, e);
            f = V.Fma(p, v, f);
            v = V.Load(row += step);
            c = V.Fma(t, v, c);
            d = V.Fma(s, v, d);
            e = V.Fma(r, v, e);
            f = V.Fma(q, v, f);
            g = V.Fma(p, v, g);
            v = V.Load(row += step);
            d = V.Fma(t, v, d);
            e = V.Fma(s, v, e);
            f = V.Fma(r, v, f);
            g = V.Fma(q, v, g);
            h = V.Fma(p, v, h);
            v = V.Load(row += step);
            e = V.Fma(t, v, e);
            f = V.Fma(s, v, f);
            g = V.Fma(r, v, g);
            h = V.Fma(q, v, h);
            v = V.Load(row += step);
            f = V.Fma(t, v, f);
            g = V.Fma(s, v, g);
            h = V.Fma(r, v, h);
            v = V.Load(row += step);
            g = V.Fma(t, v, g);
            h = V.Fma(s, v, h);
            v = V.Load(row += step);
            h = V.Fma(t, v, h);
        }
        Put(a, y, accumulate);
        Put(b, y + width, accumulate);
        Put(c, y + (2 * width), accumulate);
        Put(d, y + (3 * width), accumulate);
        Put(e, y + (4 * width), accumulate);
        Put(f, y + (5 * width), accumulate);
        Put(g, y + (6 * width), accumulate);
        Put(h, y + (7 * width), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FiveFour<V>(float* x, nint step, nint apart, float* weights, float* y, nint width, bool accumulate)
        where V : struct, ILanes<V>
    {
        V a = default, b = default, c = default, d = default;
        for (int column = 0; column < 5; column++, x += apart, weights++)
        {
            V p = V.All(*weights), q = V.All(weights[5]), r = V.All(weights[10]), s = V.All(weights[15]), t = V.All(weights[20]);
            float* row = x;
            var v = V.Load(row);
            a = V.Fma(p, v, a);
            v = V.Load(row += step);
            a = V.Fma(q, v, a);
            b = V.Fma(p, v, b);
            v = V.Load(row += step);
            a = V.Fma(r, v, a);
            b = V.Fma(q, v, b);
            c = V.Fma(p, v, c);
            v = V.Load(row += step);
            a = V.Fma(s, v, a);
            b = V.Fma(r, v, b);
            c = V.Fma(q, v, c);
            d = V.Fma(p, v, d);
            v = V.Load(row += step);
            a = V.Fma(t, v, a);
            b = V.Fma(s, v, b);
            c = V.Fma(r, v, c);
            d = V.Fma(q, v, d);
            v = V.Load(row += step);
            b = V.Fma(t, v, b);
            c = V.Fma(s, v, c);
            d = V.Fma(r, v, d);
            v = V.Load(row += step);
            c = V.Fma(t, v, c);
            d = V.Fma(s, v, d);
            v = V.Load(row += step);
            d = V.Fma(t, v, d);
        }
        Put(a, y, accumulate);
        Put(b, y + width, accumulate);
        Put(c, y + (2 * width), accumulate);
        Put(d, y + (3 * width), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<V>(V value, float* to, bool accumulate)
        where V : struct, ILanes<V> => V.Store(accumulate ? V.Load(to) + value : value, to);
}
