using System.Numerics;
using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>A depthwise convolution of one plane; with mirrored weights, its gradient to the input at stride 1.</summary>
internal static unsafe class DepthwiseForward
{
    private const int Rows = 8;

    /// <summary>y = Σ taps, or y += Σ taps.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="padded">The input in that layout.</param>
    /// <param name="weights">One for each tap.</param>
    /// <param name="y">[H', W'].</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    public static void Run<V>(DepthwiseShape shape, float* padded, float* weights, float* y, bool accumulate)
        where V : struct, ILanes<V>
    {
        fixed (int* offsets = shape.Offsets)
            Columns<V>(shape, offsets, padded, weights, y, accumulate, 0);
    }

    /// <summary>Whether rows are made of whole vectors, of the widest kind that fits. Others are better not added to: their last vectors overlap.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="width">Of a row.</param>
    public static bool IsWhole<V>(int width)
        where V : struct, ILanes<V> => width % V.Count == 0 || BitOperations.IsPow2(width);

    private static void Columns<V>(DepthwiseShape shape, int* offsets, float* padded, float* weights, float* y, bool accumulate, int column)
        where V : struct, ILanes<V>
    {
        int width = shape.OutputWidth, height = shape.OutputHeight, taps = shape.Taps;
        nint step = shape.RowStep;
        for (; column <= width - V.Count; column += V.Count)
        {
            if (DepthwiseSlide.Takes(shape))
            {
                DepthwiseSlide.Run<V>(shape, padded + column, weights, y + column, accumulate);
                continue;
            }
            int row = 0;
            for (; row <= height - Rows; row += Rows)
                Eight<V>(padded + (row * step) + column, step, offsets, weights, taps, y + (row * width) + column, width, accumulate);
            for (; row < height; row++)
                One<V>(padded + (row * step) + column, offsets, weights, taps, y + (row * width) + column, accumulate);
        }
        if (column == width)
            return;
        // Some results are computed twice, which takes less time than the rest of a row in narrower vectors.
        if (column > 0 && !accumulate && DepthwiseSlide.Takes(shape))
        {
            DepthwiseSlide.Run<V>(shape, padded + width - V.Count, weights, y + width - V.Count, accumulate: false);
            return;
        }
        // What a vector is too wide for, narrower ones do: nothing is read or written beside the rows.
        if (V.Count == Lanes16.Count)
            Columns<Lanes8>(shape, offsets, padded, weights, y, accumulate, column);
        else if (V.Count == Lanes8.Count)
            Columns<Lanes4>(shape, offsets, padded, weights, y, accumulate, column);
        else
            Columns<Lanes1>(shape, offsets, padded, weights, y, accumulate, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight<V>(float* x, nint step, int* offsets, float* weights, int taps, float* y, nint width, bool accumulate)
        where V : struct, ILanes<V>
    {
        V a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        nint step3 = 3 * step, step5 = 5 * step, step7 = 7 * step;
        for (int tap = 0; tap < taps; tap++)
        {
            var w = V.All(weights[tap]);
            float* p = x + offsets[tap];
            a = V.Fma(w, V.Load(p), a);
            b = V.Fma(w, V.Load(p + step), b);
            c = V.Fma(w, V.Load(p + (2 * step)), c);
            d = V.Fma(w, V.Load(p + step3), d);
            e = V.Fma(w, V.Load(p + (4 * step)), e);
            f = V.Fma(w, V.Load(p + step5), f);
            g = V.Fma(w, V.Load(p + (2 * step3)), g);
            h = V.Fma(w, V.Load(p + step7), h);
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
    private static void One<V>(float* x, int* offsets, float* weights, int taps, float* y, bool accumulate)
        where V : struct, ILanes<V>
    {
        V sum = default;
        for (int tap = 0; tap < taps; tap++)
            sum = V.Fma(V.All(weights[tap]), V.Load(x + offsets[tap]), sum);
        Put(sum, y, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<V>(V value, float* to, bool accumulate)
        where V : struct, ILanes<V> => V.Store(accumulate ? V.Load(to) + value : value, to);
}
