using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Darts.Kernels;

/// <summary>
/// The gradient of the weights of a kernel of 3×3 or 5×5, stride 1. As in <see cref="DepthwiseSlide"/> a vector is loaded once for all taps it counts in: the plane's last rows stay in registers
/// while the padded copy goes by.
/// </summary>
internal static unsafe class DepthwiseSlideGradient
{
    private static ReadOnlySpan<float> Steps => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    /// <summary>Whether the sums of a kernel and all else fit into the machine's registers.</summary>
    /// <param name="shape">The layout.</param>
    public static bool Takes(DepthwiseShape shape) =>
        shape is { Stride: 1, Kernel: 3 } || (shape is { Stride: 1, Kernel: 5 } && (Vector512.IsHardwareAccelerated || AdvSimd.IsSupported));

    /// <summary>sums[tap, lane] += Σ plane · padded at the tap, for columns of all rows.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="padded">One factor in that layout.</param>
    /// <param name="plane">The other, [H', W'].</param>
    /// <param name="norm">What is done to its pixels first.</param>
    /// <param name="sums">[taps, lanes].</param>
    /// <param name="from">The first column.</param>
    /// <param name="to">The column behind the last one, whole vectors away.</param>
    /// <param name="counted">How many of the first columns are counted already: they are left out.</param>
    public static void Add<V>(DepthwiseShape shape, float* padded, float* plane, ChannelNorm norm, float* sums, int from, int to, int counted)
        where V : struct, ILanes<V>
    {
        if (shape.Kernel == 3)
        {
            ThreeByThree<V>(shape, padded, plane, norm, sums, from, to, counted);
            return;
        }
        FiveByThree<V>(shape, padded, plane, norm, sums, from, to, counted);
        FiveByTwo<V>(shape, padded + (3 * shape.Dilation), plane, norm, sums + (3 * DepthwiseWeightGradient.Lanes), from, to, counted);
    }

    /// <summary>A value in all lanes but the first ones, which are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V From<V>(int lane, float value)
        where V : struct, ILanes<V>
    {
        V zero = default;
        fixed (float* steps = Steps)
            return V.Where(V.Greater(V.Load(steps + Lanes16.Count - lane), zero), V.All(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ThreeByThree<V>(DepthwiseShape shape, float* padded, float* plane, ChannelNorm norm, float* sums, int from, int to, int counted)
        where V : struct, ILanes<V>
    {
        const int Lane = DepthwiseWeightGradient.Lanes, Row = 3 * Lane;
        V a = V.Load(sums), b = V.Load(sums + Lane), c = V.Load(sums + (2 * Lane));
        V d = V.Load(sums + Row), e = V.Load(sums + Row + Lane), f = V.Load(sums + Row + (2 * Lane));
        V g = V.Load(sums + (2 * Row)), h = V.Load(sums + (2 * Row) + Lane), i = V.Load(sums + (2 * Row) + (2 * Lane));
        V scale = From<V>(counted, norm.Scale), shift = From<V>(counted, norm.Shift), least = From<V>(counted, norm.Least);
        int apart = shape.Dilation, width = shape.OutputWidth;
        nint step = (nint)apart * shape.RowStep;
        for (int first = 0; first < Math.Min(apart, shape.OutputHeight); first++)
        {
            int rows = (shape.OutputHeight - first + apart - 1) / apart;
            for (int column = from; column < to; column += V.Count)
            {
                float* p = padded + (first * shape.RowStep) + column, q = plane + (first * width) + column;
                V u1 = default, u2 = default;
                for (int row = 0; row < rows + 2; row++, p += step, q += apart * width)
                {
                    V u0 = row < rows ? V.Max(V.Fma(scale, V.Load(q), shift), least) : default, v = V.Load(p);
                    V.AddProduct(ref a, u0, v);
                    V.AddProduct(ref d, u1, v);
                    V.AddProduct(ref g, u2, v);
                    v = V.Load(p + apart);
                    V.AddProduct(ref b, u0, v);
                    V.AddProduct(ref e, u1, v);
                    V.AddProduct(ref h, u2, v);
                    v = V.Load(p + (2 * apart));
                    V.AddProduct(ref c, u0, v);
                    V.AddProduct(ref f, u1, v);
                    V.AddProduct(ref i, u2, v);
                    u2 = u1;
                    u1 = u0;
                }
            }
        }
        V.Store(a, sums);
        V.Store(b, sums + Lane);
        V.Store(c, sums + (2 * Lane));
        V.Store(d, sums + Row);
        V.Store(e, sums + Row + Lane);
        V.Store(f, sums + Row + (2 * Lane));
        V.Store(g, sums + (2 * Row));
        V.Store(h, sums + (2 * Row) + Lane);
        V.Store(i, sums + (2 * Row) + (2 * Lane));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FiveByThree<V>(DepthwiseShape shape, float* padded, float* plane, ChannelNorm norm, float* sums, int from, int to, int counted)
        where V : struct, ILanes<V>
    {
        const int Lane = DepthwiseWeightGradient.Lanes, Row = 5 * Lane;
        V a = V.Load(sums), b = V.Load(sums + Lane), c = V.Load(sums + (2 * Lane));
        V d = V.Load(sums + Row), e = V.Load(sums + Row + Lane), f = V.Load(sums + Row + (2 * Lane));
        V g = V.Load(sums + (2 * Row)), h = V.Load(sums + (2 * Row) + Lane), i = V.Load(sums + (2 * Row) + (2 * Lane));
        V j = V.Load(sums + (3 * Row)), k = V.Load(sums + (3 * Row) + Lane), l = V.Load(sums + (3 * Row) + (2 * Lane));
        V m = V.Load(sums + (4 * Row)), n = V.Load(sums + (4 * Row) + Lane), o = V.Load(sums + (4 * Row) + (2 * Lane));
        V scale = From<V>(counted, norm.Scale), shift = From<V>(counted, norm.Shift), least = From<V>(counted, norm.Least);
        int apart = shape.Dilation, width = shape.OutputWidth;
        nint step = (nint)apart * shape.RowStep;
        for (int first = 0; first < Math.Min(apart, shape.OutputHeight); first++)
        {
            int rows = (shape.OutputHeight - first + apart - 1) / apart;
            for (int column = from; column < to; column += V.Count)
            {
                float* p = padded + (first * shape.RowStep) + column, q = plane + (first * width) + column;
                V u1 = default, u2 = default, u3 = default, u4 = default;
                for (int row = 0; row < rows + 4; row++, p += step, q += apart * width)
                {
                    V u0 = row < rows ? V.Max(V.Fma(scale, V.Load(q), shift), least) : default, v = V.Load(p);
                    V.AddProduct(ref a, u0, v);
                    V.AddProduct(ref d, u1, v);
                    V.AddProduct(ref g, u2, v);
                    V.AddProduct(ref j, u3, v);
                    V.AddProduct(ref m, u4, v);
                    v = V.Load(p + apart);
                    V.AddProduct(ref b, u0, v);
                    V.AddProduct(ref e, u1, v);
                    V.AddProduct(ref h, u2, v);
                    V.AddProduct(ref k, u3, v);
                    V.AddProduct(ref n, u4, v);
                    v = V.Load(p + (2 * apart));
                    V.AddProduct(ref c, u0, v);
                    V.AddProduct(ref f, u1, v);
                    V.AddProduct(ref i, u2, v);
                    V.AddProduct(ref l, u3, v);
                    V.AddProduct(ref o, u4, v);
                    u4 = u3;
                    u3 = u2;
                    u2 = u1;
                    u1 = u0;
                }
            }
        }
        V.Store(a, sums);
        V.Store(b, sums + Lane);
        V.Store(c, sums + (2 * Lane));
        V.Store(d, sums + Row);
        V.Store(e, sums + Row + Lane);
        V.Store(f, sums + Row + (2 * Lane));
        V.Store(g, sums + (2 * Row));
        V.Store(h, sums + (2 * Row) + Lane);
        V.Store(i, sums + (2 * Row) + (2 * Lane));
        V.Store(j, sums + (3 * Row));
        V.Store(k, sums + (3 * Row) + Lane);
        V.Store(l, sums + (3 * Row) + (2 * Lane));
        V.Store(m, sums + (4 * Row));
        V.Store(n, sums + (4 * Row) + Lane);
        V.Store(o, sums + (4 * Row) + (2 * Lane));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FiveByTwo<V>(DepthwiseShape shape, float* padded, float* plane, ChannelNorm norm, float* sums, int from, int to, int counted)
        where V : struct, ILanes<V>
    {
        const int Lane = DepthwiseWeightGradient.Lanes, Row = 5 * Lane;
        V a = V.Load(sums), b = V.Load(sums + Lane);
        V c = V.Load(sums + Row), d = V.Load(sums + Row + Lane);
        V e = V.Load(sums + (2 * Row)), f = V.Load(sums + (2 * Row) + Lane);
        V g = V.Load(sums + (3 * Row)), h = V.Load(sums + (3 * Row) + Lane);
        V i = V.Load(sums + (4 * Row)), j = V.Load(sums + (4 * Row) + Lane);
        V scale = From<V>(counted, norm.Scale), shift = From<V>(counted, norm.Shift), least = From<V>(counted, norm.Least);
        int apart = shape.Dilation, width = shape.OutputWidth;
        nint step = (nint)apart * shape.RowStep;
        for (int first = 0; first < Math.Min(apart, shape.OutputHeight); first++)
        {
            int rows = (shape.OutputHeight - first + apart - 1) / apart;
            for (int column = from; column < to; column += V.Count)
            {
                float* p = padded + (first * shape.RowStep) + column, q = plane + (first * width) + column;
                V u1 = default, u2 = default, u3 = default, u4 = default;
                for (int row = 0; row < rows + 4; row++, p += step, q += apart * width)
                {
                    V u0 = row < rows ? V.Max(V.Fma(scale, V.Load(q), shift), least) : default, v = V.Load(p);
                    V.AddProduct(ref a, u0, v);
                    V.AddProduct(ref c, u1, v);
                    V.AddProduct(ref e, u2, v);
                    V.AddProduct(ref g, u3, v);
                    V.AddProduct(ref i, u4, v);
                    v = V.Load(p + apart);
                    V.AddProduct(ref b, u0, v);
                    V.AddProduct(ref d, u1, v);
                    V.AddProduct(ref f, u2, v);
                    V.AddProduct(ref h, u3, v);
                    V.AddProduct(ref j, u4, v);
                    u4 = u3;
                    u3 = u2;
                    u2 = u1;
                    u1 = u0;
                }
            }
        }
        V.Store(a, sums);
        V.Store(b, sums + Lane);
        V.Store(c, sums + Row);
        V.Store(d, sums + Row + Lane);
        V.Store(e, sums + (2 * Row));
        V.Store(f, sums + (2 * Row) + Lane);
        V.Store(g, sums + (3 * Row));
        V.Store(h, sums + (3 * Row) + Lane);
        V.Store(i, sums + (4 * Row));
        V.Store(j, sums + (4 * Row) + Lane);
    }
}
