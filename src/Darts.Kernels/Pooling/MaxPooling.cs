using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>The greatest of the pixels in a window, of one plane; and back.</summary>
internal static unsafe class MaxPooling
{
    /// <summary>y = the greatest of the taps.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The windows.</param>
    /// <param name="padded">The plane in their layout, its borders −∞.</param>
    /// <param name="y">[H', W'].</param>
    public static void Forward<V>(DepthwiseShape shape, float* padded, float* y)
        where V : struct, ILanes<V>
    {
        if (V.Count > Lanes4.Count && shape.OutputWidth < V.Count)
        {
            // Rows that no vector of this width fits into.
            if (V.Count == Lanes16.Count)
                Forward<Lanes8>(shape, padded, y);
            else
                Forward<Lanes4>(shape, padded, y);
            return;
        }
        fixed (int* offsets = shape.Offsets)
        {
            for (int row = 0; row < shape.OutputHeight; row++, padded += shape.RowStep, y += shape.OutputWidth)
                Row<V>(padded, offsets, shape.Taps, y, shape.OutputWidth, 0);
        }
    }

    /// <summary>Gives the gradient of each maximum to the first tap, row by row, that has it.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The windows.</param>
    /// <param name="padded">The plane, its borders −∞.</param>
    /// <param name="y">The maxima.</param>
    /// <param name="gradient">Of the maxima; lost.</param>
    /// <param name="to">What to add to, in the layout of <paramref name="padded"/>.</param>
    public static void Backward<V>(DepthwiseShape shape, float* padded, float* y, float* gradient, float* to)
        where V : struct, ILanes<V>
    {
        if (V.Count > Lanes4.Count && shape.OutputWidth < V.Count)
        {
            // Rows that no vector of this width fits into.
            if (V.Count == Lanes16.Count)
                Backward<Lanes8>(shape, padded, y, gradient, to);
            else
                Backward<Lanes4>(shape, padded, y, gradient, to);
            return;
        }
        // Tap by tap, not row by row: a store is then long done when the next tap reads what it wrote. What a tap takes is no longer there for the next.
        foreach (int offset in shape.Offsets)
        {
            float* x = padded + offset, target = to + offset, m = y, g = gradient;
            for (int row = 0; row < shape.OutputHeight; row++, x += shape.RowStep, target += shape.RowStep, m += shape.OutputWidth, g += shape.OutputWidth)
                Give<V>(x, m, g, target, shape.OutputWidth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<V>(float* padded, int* offsets, int taps, float* y, int width, int column)
        where V : struct, ILanes<V>
    {
        for (; column <= width - V.Count; column += V.Count)
        {
            float* x = padded + column;
            var greatest = V.Load(x + offsets[0]);
            for (int tap = 1; tap < taps; tap++)
                greatest = V.Max(greatest, V.Load(x + offsets[tap]));
            V.Store(greatest, y + column);
        }
        if (column < width)
            Row<Lanes1>(padded, offsets, taps, y, width, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Give<V>(float* x, float* y, float* gradient, float* to, int width)
        where V : struct, ILanes<V>
    {
        int column = 0;
        for (; column <= width - V.Count; column += V.Count)
        {
            V left = V.Load(gradient + column), kept = V.Where(V.Greater(V.Load(y + column), V.Load(x + column)), left);
            V.Store(V.Load(to + column) + (left - kept), to + column);
            V.Store(kept, gradient + column);
        }
        for (; column < width; column++)
        {
            if (y[column] > x[column])
                continue;
            to[column] += gradient[column];
            gradient[column] = 0;
        }
    }
}
