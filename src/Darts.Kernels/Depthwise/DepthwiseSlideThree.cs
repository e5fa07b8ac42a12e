using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>A vector's width of rows under a kernel of 3×3 (<see cref="DepthwiseSlide"/>), column after column of taps.</summary>
internal static unsafe class DepthwiseSlideThree
{
    /// <summary>Eight rows.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="x">What the first tap of the first result reads.</param>
    /// <param name="step">From what one of the rows reads to what the next reads.</param>
    /// <param name="apart">From a tap to the next.</param>
    /// <param name="weights">[3, 3].</param>
    /// <param name="y">The first result.</param>
    /// <param name="width">From one of the rows to the next.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Eight<V>(float* x, nint step, nint apart, float* weights, float* y, nint width, bool accumulate)
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
        DepthwiseSlide.Put(a, y, accumulate);
        DepthwiseSlide.Put(b, y + width, accumulate);
        DepthwiseSlide.Put(c, y + (2 * width), accumulate);
        DepthwiseSlide.Put(d, y + (3 * width), accumulate);
        DepthwiseSlide.Put(e, y + (4 * width), accumulate);
        DepthwiseSlide.Put(f, y + (5 * width), accumulate);
        DepthwiseSlide.Put(g, y + (6 * width), accumulate);
        DepthwiseSlide.Put(h, y + (7 * width), accumulate);
    }

    /// <summary>Four rows.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="x">What the first tap of the first result reads.</param>
    /// <param name="step">From what one of the rows reads to what the next reads.</param>
    /// <param name="apart">From a tap to the next.</param>
    /// <param name="weights">[3, 3].</param>
    /// <param name="y">The first result.</param>
    /// <param name="width">From one of the rows to the next.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Four<V>(float* x, nint step, nint apart, float* weights, float* y, nint width, bool accumulate)
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
        DepthwiseSlide.Put(a, y, accumulate);
        DepthwiseSlide.Put(b, y + width, accumulate);
        DepthwiseSlide.Put(c, y + (2 * width), accumulate);
        DepthwiseSlide.Put(d, y + (3 * width), accumulate);
    }
}
