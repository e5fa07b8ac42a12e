using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// The gradient of a depthwise convolution's weights from one plane: for each tap the product of two planes, one of them in the padded layout. That is the input's copy with the output's
/// gradient; at stride 1 the gradient's copy with the input is the same with the taps in reverse.
/// </summary>
internal static unsafe class DepthwiseWeightGradient
{
    /// <summary>How many partial sums a tap has: the lanes of the widest vector, so that planes add up without a sum over lanes each.</summary>
    public const int Lanes = 16;

    /// <summary>sums[tap, lane] += Σ plane · padded at the tap.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="padded">One factor in that layout.</param>
    /// <param name="plane">The other, [H', W'].</param>
    /// <param name="sums">[taps, <see cref="Lanes"/>].</param>
    public static void Add<V>(DepthwiseShape shape, float* padded, float* plane, float* sums)
        where V : struct, ILanes<V>
    {
        fixed (int* offsets = shape.Offsets)
            Columns<V>(shape, offsets, padded, plane, ChannelNorm.None, sums, 0);
    }

    /// <summary>The same for a plane whose pixels are normalised and rectified first.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="padded">One factor in that layout.</param>
    /// <param name="plane">The other, [H', W'].</param>
    /// <param name="norm">What is done to its pixels.</param>
    /// <param name="beside">Room for a plane.</param>
    /// <param name="sums">[taps, <see cref="Lanes"/>].</param>
    public static void Add<V>(DepthwiseShape shape, float* padded, float* plane, ChannelNorm norm, float* beside, float* sums)
        where V : struct, ILanes<V>
    {
        if (norm != ChannelNorm.None && !DepthwiseSlideGradient.Takes(shape))
        {
            Planes.Rectify<V>(plane, norm.Scale, norm.Shift, beside, shape.OutputArea);
            plane = beside;
            norm = ChannelNorm.None;
        }
        fixed (int* offsets = shape.Offsets)
            Columns<V>(shape, offsets, padded, plane, norm, sums, 0);
    }

    private static void Columns<V>(DepthwiseShape shape, int* offsets, float* padded, float* plane, ChannelNorm norm, float* sums, int column)
        where V : struct, ILanes<V>
    {
        int width = shape.OutputWidth, whole = column + ((width - column) / V.Count * V.Count);
        if (whole > column && DepthwiseSlideGradient.Takes(shape))
        {
            DepthwiseSlideGradient.Add<V>(shape, padded, plane, norm, sums, column, whole, counted: 0);
            if (whole < width)
                DepthwiseSlideGradient.Add<V>(shape, padded, plane, norm, sums, width - V.Count, width, counted: whole - (width - V.Count));
            return;
        }
        if (whole > column)
        {
            int tap = 0;
            for (; tap <= shape.Taps - 9; tap += 9)
                Nine<V>(shape, offsets + tap, padded, plane, sums + (tap * Lanes), column, whole);
            for (; tap <= shape.Taps - 5; tap += 5)
                Five<V>(shape, offsets + tap, padded, plane, sums + (tap * Lanes), column, whole);
            for (; tap < shape.Taps; tap++)
                One<V>(shape, offsets[tap], padded, plane, sums + (tap * Lanes), column, whole);
        }
        if (whole == width)
            return;
        if (V.Count == Lanes16.Count)
            Columns<Lanes8>(shape, offsets, padded, plane, norm, sums, whole);
        else if (V.Count == Lanes8.Count)
            Columns<Lanes4>(shape, offsets, padded, plane, norm, sums, whole);
        else
            Columns<Lanes1>(shape, offsets, padded, plane, norm, sums, whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Nine<V>(DepthwiseShape shape, int* offsets, float* padded, float* plane, float* sums, int from, int to)
        where V : struct, ILanes<V>
    {
        nint o0 = offsets[0], o1 = offsets[1], o2 = offsets[2], o3 = offsets[3], o4 = offsets[4], o5 = offsets[5], o6 = offsets[6], o7 = offsets[7], o8 = offsets[8];
        V a = V.Load(sums), b = V.Load(sums + Lanes), c = V.Load(sums + (2 * Lanes)), d = V.Load(sums + (3 * Lanes)), e = V.Load(sums + (4 * Lanes));
        V f = V.Load(sums + (5 * Lanes)), g = V.Load(sums + (6 * Lanes)), h = V.Load(sums + (7 * Lanes)), i = V.Load(sums + (8 * Lanes));
        int height = shape.OutputHeight, width = shape.OutputWidth;
        nint step = shape.RowStep;
        for (int row = 0; row < height; row++, padded += step, plane += width)
        {
            for (int column = from; column < to; column += V.Count)
            {
                var u = V.Load(plane + column);
                float* p = padded + column;
                V.AddProduct(ref a, u, V.Load(p + o0));
                V.AddProduct(ref b, u, V.Load(p + o1));
                V.AddProduct(ref c, u, V.Load(p + o2));
                V.AddProduct(ref d, u, V.Load(p + o3));
                V.AddProduct(ref e, u, V.Load(p + o4));
                V.AddProduct(ref f, u, V.Load(p + o5));
                V.AddProduct(ref g, u, V.Load(p + o6));
                V.AddProduct(ref h, u, V.Load(p + o7));
                V.AddProduct(ref i, u, V.Load(p + o8));
            }
        }
        V.Store(a, sums);
        V.Store(b, sums + Lanes);
        V.Store(c, sums + (2 * Lanes));
        V.Store(d, sums + (3 * Lanes));
        V.Store(e, sums + (4 * Lanes));
        V.Store(f, sums + (5 * Lanes));
        V.Store(g, sums + (6 * Lanes));
        V.Store(h, sums + (7 * Lanes));
        V.Store(i, sums + (8 * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Five<V>(DepthwiseShape shape, int* offsets, float* padded, float* plane, float* sums, int from, int to)
        where V : struct, ILanes<V>
    {
        nint o0 = offsets[0], o1 = offsets[1], o2 = offsets[2], o3 = offsets[3], o4 = offsets[4];
        V a = V.Load(sums), b = V.Load(sums + Lanes), c = V.Load(sums + (2 * Lanes)), d = V.Load(sums + (3 * Lanes)), e = V.Load(sums + (4 * Lanes));
        int height = shape.OutputHeight, width = shape.OutputWidth;
        nint step = shape.RowStep;
        for (int row = 0; row < height; row++, padded += step, plane += width)
        {
            for (int column = from; column < to; column += V.Count)
            {
                var u = V.Load(plane + column);
                float* p = padded + column;
                V.AddProduct(ref a, u, V.Load(p + o0));
                V.AddProduct(ref b, u, V.Load(p + o1));
                V.AddProduct(ref c, u, V.Load(p + o2));
                V.AddProduct(ref d, u, V.Load(p + o3));
                V.AddProduct(ref e, u, V.Load(p + o4));
            }
        }
        V.Store(a, sums);
        V.Store(b, sums + Lanes);
        V.Store(c, sums + (2 * Lanes));
        V.Store(d, sums + (3 * Lanes));
        V.Store(e, sums + (4 * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<V>(DepthwiseShape shape, nint offset, float* padded, float* plane, float* sums, int from, int to)
        where V : struct, ILanes<V>
    {
        V sum = V.Load(sums);
        int height = shape.OutputHeight, width = shape.OutputWidth;
        nint step = shape.RowStep;
        for (int row = 0; row < height; row++, padded += step, plane += width)
        {
            for (int column = from; column < to; column += V.Count)
                V.AddProduct(ref sum, V.Load(plane + column), V.Load(padded + column + offset));
        }
        V.Store(sum, sums);
    }
}
