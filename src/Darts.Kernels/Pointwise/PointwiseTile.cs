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
            OuterProduct.Add(ref a0, ref a1, ref a2, ref a3, V.All(weights[0]), x0, x1, x2, x3);
            OuterProduct.Add(ref b0, ref b1, ref b2, ref b3, V.All(weights[1]), x0, x1, x2, x3);
            OuterProduct.Add(ref c0, ref c1, ref c2, ref c3, V.All(weights[2]), x0, x1, x2, x3);
            OuterProduct.Add(ref d0, ref d1, ref d2, ref d3, V.All(weights[3]), x0, x1, x2, x3);
            OuterProduct.Add(ref e0, ref e1, ref e2, ref e3, V.All(weights[4]), x0, x1, x2, x3);
            OuterProduct.Add(ref f0, ref f1, ref f2, ref f3, V.All(weights[5]), x0, x1, x2, x3);
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
            OuterProduct.Add(ref a0, ref a1, V.All(weights[0]), x0, x1);
            OuterProduct.Add(ref b0, ref b1, V.All(weights[1]), x0, x1);
            OuterProduct.Add(ref c0, ref c1, V.All(weights[2]), x0, x1);
            OuterProduct.Add(ref d0, ref d1, V.All(weights[3]), x0, x1);
            OuterProduct.Add(ref e0, ref e1, V.All(weights[4]), x0, x1);
            OuterProduct.Add(ref f0, ref f1, V.All(weights[5]), x0, x1);
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

    /// <summary>Four vectors side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(float* y, V y0, V y1, V y2, V y3)
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
