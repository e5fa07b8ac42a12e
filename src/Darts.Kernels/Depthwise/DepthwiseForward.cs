using System.Numerics;
using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>A depthwise convolution of one plane; with mirrored weights, its gradient to the input at stride 1.</summary>
internal static unsafe class DepthwiseForward
{
    /// <summary>y = Σ taps.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="padded">The input in that layout.</param>
    /// <param name="weights">One for each tap.</param>
    /// <param name="y">[H', W'].</param>
    public static void Run<V>(DepthwiseShape shape, float* padded, float* weights, float* y)
        where V : struct, ILanes<V> => Run<V>(shape, padded, weights, y, accumulate: false);

    /// <summary>y += Σ taps.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="padded">The input in that layout.</param>
    /// <param name="weights">One for each tap.</param>
    /// <param name="beside">Memory for a plane of the output.</param>
    /// <param name="y">[H', W'].</param>
    public static void Add<V>(DepthwiseShape shape, float* padded, float* weights, float* beside, float* y)
        where V : struct, ILanes<V>
    {
        if (IsWhole<V>(shape.OutputWidth) && IsWhole<V>(shape.OutputHeight))
        {
            Run<V>(shape, padded, weights, y, accumulate: true);
            return;
        }
        // Vectors and rows at the end overlap others, and what is added may not be computed twice.
        Run<V>(shape, padded, weights, beside, accumulate: false);
        Planes.Affine<V>(beside, 1, 0, y, shape.OutputArea, accumulate: true);
    }

    /// <summary>y = Σ taps, wherever they lie.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="windows">What is read.</param>
    /// <param name="x">What the offsets count from.</param>
    /// <param name="weights">One for each tap.</param>
    /// <param name="y">[height, width].</param>
    public static void Run<V>(TapWindows windows, float* x, float* weights, float* y)
        where V : struct, ILanes<V> => Columns<V>(windows, x, weights, y, accumulate: false, 0);

    /// <summary>Whether a side is made of whole vectors, of the widest kind that fits.</summary>
    private static bool IsWhole<V>(int side)
        where V : struct, ILanes<V> => side % V.Count == 0 || BitOperations.IsPow2(side);

    private static void Run<V>(DepthwiseShape shape, float* padded, float* weights, float* y, bool accumulate)
        where V : struct, ILanes<V>
    {
        fixed (int* offsets = shape.Offsets)
            Columns<V>(new(shape.OutputHeight, shape.OutputWidth, shape.RowStep, offsets, shape.Taps, DepthwiseSlide.Takes(shape) ? shape : null), padded, weights, y, accumulate, 0);
    }

    private static void Columns<V>(TapWindows windows, float* padded, float* weights, float* y, bool accumulate, int column)
        where V : struct, ILanes<V>
    {
        int width = windows.Width;
        for (; column <= width - V.Count; column += V.Count)
            AllRows<V>(windows, padded + column, weights, y + column, accumulate);
        if (column == width)
            return;
        if (column > 0 && !accumulate)
        {
            // Some results twice, which takes less time than the rest of a row in narrower vectors.
            AllRows<V>(windows, padded + width - V.Count, weights, y + width - V.Count, accumulate);
            return;
        }
        // What a vector is too wide for, narrower ones do: nothing is read or written beside the rows.
        if (V.Count == Lanes16.Count)
            Columns<Lanes8>(windows, padded, weights, y, accumulate, column);
        else if (V.Count == Lanes8.Count)
            Columns<Lanes4>(windows, padded, weights, y, accumulate, column);
        else
            Columns<Lanes1>(windows, padded, weights, y, accumulate, column);
    }

    /// <summary>A vector's width of every row.</summary>
    private static void AllRows<V>(TapWindows windows, float* x, float* weights, float* y, bool accumulate)
        where V : struct, ILanes<V>
    {
        if (windows.Slides is { } shape)
        {
            DepthwiseSlide.Run<V>(shape, x, weights, y, accumulate);
            return;
        }
        int width = windows.Width, height = windows.Height, taps = windows.Taps, row = 0;
        int* offsets = windows.Offsets;
        nint step = windows.Step;
        for (; row <= height - 8; row += 8)
            Eight<V>(x + (row * step), step, offsets, weights, taps, y + (row * width), width, accumulate);
        for (; row <= height - 4; row += 4)
            Four<V>(x + (row * step), step, offsets, weights, taps, y + (row * width), width, accumulate);
        if (row < height && height >= 4 && !accumulate)
        {
            Four<V>(x + ((height - 4) * step), step, offsets, weights, taps, y + ((height - 4) * width), width, accumulate);
            return;
        }
        for (; row < height; row++)
            One<V>(x + (row * step), offsets, weights, taps, y + (row * width), accumulate);
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
            V.AddProduct(ref a, w, V.Load(p));
            V.AddProduct(ref b, w, V.Load(p + step));
            V.AddProduct(ref c, w, V.Load(p + (2 * step)));
            V.AddProduct(ref d, w, V.Load(p + step3));
            V.AddProduct(ref e, w, V.Load(p + (4 * step)));
            V.AddProduct(ref f, w, V.Load(p + step5));
            V.AddProduct(ref g, w, V.Load(p + (2 * step3)));
            V.AddProduct(ref h, w, V.Load(p + step7));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four<V>(float* x, nint step, int* offsets, float* weights, int taps, float* y, nint width, bool accumulate)
        where V : struct, ILanes<V>
    {
        V a = default, b = default, c = default, d = default;
        for (int tap = 0; tap < taps; tap++)
        {
            var w = V.All(weights[tap]);
            float* p = x + offsets[tap];
            V.AddProduct(ref a, w, V.Load(p));
            V.AddProduct(ref b, w, V.Load(p + step));
            V.AddProduct(ref c, w, V.Load(p + (2 * step)));
            V.AddProduct(ref d, w, V.Load(p + (3 * step)));
        }
        DepthwiseSlide.Put(a, y, accumulate);
        DepthwiseSlide.Put(b, y + width, accumulate);
        DepthwiseSlide.Put(c, y + (2 * width), accumulate);
        DepthwiseSlide.Put(d, y + (3 * width), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<V>(float* x, int* offsets, float* weights, int taps, float* y, bool accumulate)
        where V : struct, ILanes<V>
    {
        V sum = default;
        for (int tap = 0; tap < taps; tap++)
            V.AddProduct(ref sum, V.All(weights[tap]), V.Load(x + offsets[tap]));
        DepthwiseSlide.Put(sum, y, accumulate);
    }
}
