using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// The innermost loop of every 1×1 convolution: 6 outputs by a run of pixels, summed over all inputs in registers. 24 sums fill the registers of AVX-512
/// and leave room for 4 loads and a weight; narrower machines have half the registers and take half the vectors.
/// </summary>
internal static unsafe class PointwiseTile
{
    /// <summary>How many outputs a tile has.</summary>
    public const int Rows = 6;

    /// <summary>How many pixels a tile has.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    public static int Pixels<V>()
        where V : struct, ILanes<V> => V.Count == Lanes16.Count ? 4 * V.Count : 2 * V.Count;

    /// <summary>y = weights · x. Reads and writes whole tiles.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="x">The first input's first pixel.</param>
    /// <param name="xStride">From an input to the next.</param>
    /// <param name="weights">A block of <see cref="PackedWeights"/>.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="y">The first output's first pixel.</param>
    /// <param name="yStride">From an output to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<V>(float* x, nint xStride, float* weights, int inputs, float* y, nint yStride)
        where V : struct, ILanes<V> => Multiply<V>(x, xStride, V.Count, weights, inputs, y, yStride);

    /// <summary>The same where the vectors of pixels do not follow one another: rows of a larger map.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="x">The first input's first pixel.</param>
    /// <param name="xStride">From an input to the next.</param>
    /// <param name="xVector">From a vector of pixels to the next.</param>
    /// <param name="weights">A block of <see cref="PackedWeights"/>.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="y">The first output's first pixel; here the vectors follow one another.</param>
    /// <param name="yStride">From an output to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<V>(float* x, nint xStride, nint xVector, float* weights, int inputs, float* y, nint yStride)
        where V : struct, ILanes<V>
    {
        if (V.Count == Lanes16.Count)
            Four<V>(x, xStride, xVector, weights, inputs, y, yStride);
        else
            Two<V>(x, xStride, xVector, weights, inputs, y, yStride);
    }

    /// <summary>Four vectors of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four<V>(float* x, nint xStride, nint xVector, float* weights, int inputs, float* y, nint yStride)
        where V : struct, ILanes<V>
    {
        V a0 = default, a1 = default, a2 = default, a3 = default;
        V b0 = default, b1 = default, b2 = default, b3 = default;
        V c0 = default, c1 = default, c2 = default, c3 = default;
        V d0 = default, d1 = default, d2 = default, d3 = default;
        V e0 = default, e1 = default, e2 = default, e3 = default;
        V f0 = default, f1 = default, f2 = default, f3 = default;
        for (int k = 0; k < inputs; k++)
        {
            var x0 = V.Load(x);
            var x1 = V.Load(x + xVector);
            var x2 = V.Load(x + (2 * xVector));
            var x3 = V.Load(x + (3 * xVector));
            var w = V.All(weights[0]);
            a0 = V.Fma(w, x0, a0);
            a1 = V.Fma(w, x1, a1);
            a2 = V.Fma(w, x2, a2);
            a3 = V.Fma(w, x3, a3);
            w = V.All(weights[1]);
            b0 = V.Fma(w, x0, b0);
            b1 = V.Fma(w, x1, b1);
            b2 = V.Fma(w, x2, b2);
            b3 = V.Fma(w, x3, b3);
            w = V.All(weights[2]);
            c0 = V.Fma(w, x0, c0);
            c1 = V.Fma(w, x1, c1);
            c2 = V.Fma(w, x2, c2);
            c3 = V.Fma(w, x3, c3);
            w = V.All(weights[3]);
            d0 = V.Fma(w, x0, d0);
            d1 = V.Fma(w, x1, d1);
            d2 = V.Fma(w, x2, d2);
            d3 = V.Fma(w, x3, d3);
            w = V.All(weights[4]);
            e0 = V.Fma(w, x0, e0);
            e1 = V.Fma(w, x1, e1);
            e2 = V.Fma(w, x2, e2);
            e3 = V.Fma(w, x3, e3);
            w = V.All(weights[5]);
            f0 = V.Fma(w, x0, f0);
            f1 = V.Fma(w, x1, f1);
            f2 = V.Fma(w, x2, f2);
            f3 = V.Fma(w, x3, f3);
            x += xStride;
            weights += Rows;
        }

        Store(y, a0, a1, a2, a3);
        Store(y + yStride, b0, b1, b2, b3);
        Store(y + (2 * yStride), c0, c1, c2, c3);
        Store(y + (3 * yStride), d0, d1, d2, d3);
        Store(y + (4 * yStride), e0, e1, e2, e3);
        Store(y + (5 * yStride), f0, f1, f2, f3);
    }

    /// <summary>Two vectors of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Two<V>(float* x, nint xStride, nint xVector, float* weights, int inputs, float* y, nint yStride)
        where V : struct, ILanes<V>
    {
        V a0 = default, a1 = default;
        V b0 = default, b1 = default;
        V c0 = default, c1 = default;
        V d0 = default, d1 = default;
        V e0 = default, e1 = default;
        V f0 = default, f1 = default;
        for (int k = 0; k < inputs; k++)
        {
            var x0 = V.Load(x);
            var x1 = V.Load(x + xVector);
            var w = V.All(weights[0]);
            a0 = V.Fma(w, x0, a0);
            a1 = V.Fma(w, x1, a1);
            w = V.All(weights[1]);
            b0 = V.Fma(w, x0, b0);
            b1 = V.Fma(w, x1, b1);
            w = V.All(weights[2]);
            c0 = V.Fma(w, x0, c0);
            c1 = V.Fma(w, x1, c1);
            w = V.All(weights[3]);
            d0 = V.Fma(w, x0, d0);
            d1 = V.Fma(w, x1, d1);
            w = V.All(weights[4]);
            e0 = V.Fma(w, x0, e0);
            e1 = V.Fma(w, x1, e1);
            w = V.All(weights[5]);
            f0 = V.Fma(w, x0, f0);
            f1 = V.Fma(w, x1, f1);
            x += xStride;
            weights += Rows;
        }

        Store(y, a0, a1);
        Store(y + yStride, b0, b1);
        Store(y + (2 * yStride), c0, c1);
        Store(y + (3 * yStride), d0, d1);
        Store(y + (4 * yStride), e0, e1);
        Store(y + (5 * yStride), f0, f1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(float* y, V y0, V y1, V y2, V y3)
        where V : struct, ILanes<V>
    {
        V.Store(y0, y);
        V.Store(y1, y + V.Count);
        V.Store(y2, y + (2 * V.Count));
        V.Store(y3, y + (3 * V.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(float* y, V y0, V y1)
        where V : struct, ILanes<V>
    {
        V.Store(y0, y);
        V.Store(y1, y + V.Count);
    }
}
