using System.Runtime.CompilerServices;

namespace Darts.Kernels.Inference;

/// <summary>
/// A vector's width of four rows, convolved with a kernel. What makes it fast is that a vector of pixels is loaded once for all rows it counts in: machines load as
/// many vectors in a cycle as they multiply, or fewer.
/// </summary>
internal static unsafe class DepthwiseRows
{
    /// <summary>How many rows are computed at once.</summary>
    public const int Count = 4;

    /// <summary>3×3.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="from">The pixel under the first tap of the first result.</param>
    /// <param name="row">From a row to the next.</param>
    /// <param name="kernel">[3, 3].</param>
    /// <param name="to">The first result.</param>
    /// <param name="toRow">From a row of results to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Three<V>(float* from, nint row, float* kernel, float* to, nint toRow)
        where V : struct, ILanes<V>
    {
        V a = V.All(kernel[0]), b = V.All(kernel[1]), c = V.All(kernel[2]);
        V d = V.All(kernel[3]), e = V.All(kernel[4]), f = V.All(kernel[5]);
        V g = V.All(kernel[6]), h = V.All(kernel[7]), i = V.All(kernel[8]);
        V x0 = V.Load(from), x1 = V.Load(from + 1), x2 = V.Load(from + 2);
        var y0 = Row(a, b, c, x0, x1, x2, default);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 1), V.Load(from + 2));
        y0 = Row(d, e, f, x0, x1, x2, y0);
        var y1 = Row(a, b, c, x0, x1, x2, default);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 1), V.Load(from + 2));
        y0 = Row(g, h, i, x0, x1, x2, y0);
        y1 = Row(d, e, f, x0, x1, x2, y1);
        var y2 = Row(a, b, c, x0, x1, x2, default);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 1), V.Load(from + 2));
        y1 = Row(g, h, i, x0, x1, x2, y1);
        y2 = Row(d, e, f, x0, x1, x2, y2);
        var y3 = Row(a, b, c, x0, x1, x2, default);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 1), V.Load(from + 2));
        y2 = Row(g, h, i, x0, x1, x2, y2);
        y3 = Row(d, e, f, x0, x1, x2, y3);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 1), V.Load(from + 2));
        y3 = Row(g, h, i, x0, x1, x2, y3);
        Store(y0, y1, y2, y3, to, toRow);
    }

    /// <summary>3×3 with every other pixel left out.</summary>
    /// <inheritdoc cref="Three{V}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ThreeDilated<V>(float* from, nint row, float* kernel, float* to, nint toRow)
        where V : struct, ILanes<V>
    {
        V a = V.All(kernel[0]), b = V.All(kernel[1]), c = V.All(kernel[2]);
        V d = V.All(kernel[3]), e = V.All(kernel[4]), f = V.All(kernel[5]);
        V g = V.All(kernel[6]), h = V.All(kernel[7]), i = V.All(kernel[8]);
        V x0 = V.Load(from), x1 = V.Load(from + 2), x2 = V.Load(from + 4);
        var y0 = Row(a, b, c, x0, x1, x2, default);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 2), V.Load(from + 4));
        var y1 = Row(a, b, c, x0, x1, x2, default);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 2), V.Load(from + 4));
        y0 = Row(d, e, f, x0, x1, x2, y0);
        var y2 = Row(a, b, c, x0, x1, x2, default);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 2), V.Load(from + 4));
        y1 = Row(d, e, f, x0, x1, x2, y1);
        var y3 = Row(a, b, c, x0, x1, x2, default);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 2), V.Load(from + 4));
        y0 = Row(g, h, i, x0, x1, x2, y0);
        y2 = Row(d, e, f, x0, x1, x2, y2);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 2), V.Load(from + 4));
        y1 = Row(g, h, i, x0, x1, x2, y1);
        y3 = Row(d, e, f, x0, x1, x2, y3);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 2), V.Load(from + 4));
        y2 = Row(g, h, i, x0, x1, x2, y2);

        from += row;
        (x0, x1, x2) = (V.Load(from), V.Load(from + 2), V.Load(from + 4));
        y3 = Row(g, h, i, x0, x1, x2, y3);
        Store(y0, y1, y2, y3, to, toRow);
    }

    /// <summary>Any square kernel.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="from">The pixel under the first tap of the first result.</param>
    /// <param name="row">From a row to the next.</param>
    /// <param name="kernel">[side, side].</param>
    /// <param name="side">Side of the kernel.</param>
    /// <param name="dilation">From a tap to the next.</param>
    /// <param name="to">The first result.</param>
    /// <param name="toRow">From a row of results to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Any<V>(float* from, nint row, float* kernel, int side, int dilation, float* to, nint toRow)
        where V : struct, ILanes<V>
    {
        V y0 = default, y1 = default, y2 = default, y3 = default;
        for (int y = 0; y < side; y++, from += dilation * row)
        {
            float* x = from;
            for (int tap = 0; tap < side; tap++, x += dilation)
            {
                var w = V.All(*kernel++);
                V.AddProduct(ref y0, w, V.Load(x));
                V.AddProduct(ref y1, w, V.Load(x + row));
                V.AddProduct(ref y2, w, V.Load(x + (2 * row)));
                V.AddProduct(ref y3, w, V.Load(x + (3 * row)));
            }
        }

        Store(y0, y1, y2, y3, to, toRow);
    }

    /// <summary>A single row.</summary>
    /// <inheritdoc cref="Any{V}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<V>(float* from, nint row, float* kernel, int side, int dilation, float* to)
        where V : struct, ILanes<V>
    {
        V result = default;
        for (int y = 0; y < side; y++, from += dilation * row)
        {
            for (int x = 0; x < side; x++)
                V.AddProduct(ref result, V.All(*kernel++), V.Load(from + (x * dilation)));
        }

        V.Store(result, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Row<V>(V a, V b, V c, V x0, V x1, V x2, V sum)
        where V : struct, ILanes<V> => V.Fma(c, x2, V.Fma(b, x1, V.Fma(a, x0, sum)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(V y0, V y1, V y2, V y3, float* to, nint row)
        where V : struct, ILanes<V>
    {
        V.Store(y0, to);
        V.Store(y1, to + row);
        V.Store(y2, to + (2 * row));
        V.Store(y3, to + (3 * row));
    }
}
