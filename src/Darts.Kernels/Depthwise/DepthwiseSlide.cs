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
                    DepthwiseSlideThree.Eight<V>(x, step, apart, weights, to, width, accumulate);
                else
                    DepthwiseSlideFive.Eight<V>(x, step, apart, weights, to, width, accumulate);
            }
            for (; row <= rows - 4; row += 4, x += 4 * step, to += 4 * width)
            {
                if (isThree)
                    DepthwiseSlideThree.Four<V>(x, step, apart, weights, to, width, accumulate);
                else
                    DepthwiseSlideFive.Four<V>(x, step, apart, weights, to, width, accumulate);
            }
            if (row < rows && rows >= 4 && !accumulate)
            {
                // Some rows twice: less time than the rest one by one.
                x -= (row + 4 - rows) * step;
                to -= (row + 4 - rows) * width;
                if (isThree)
                    DepthwiseSlideThree.Four<V>(x, step, apart, weights, to, width, accumulate: false);
                else
                    DepthwiseSlideFive.Four<V>(x, step, apart, weights, to, width, accumulate: false);
                continue;
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
                V.AddProduct(ref sum, V.All(*weights++), V.Load(x + (column * shape.Dilation)));
        }
        Put(sum, y, accumulate);
    }

    /// <summary>Writes a result or adds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<V>(V value, float* to, bool accumulate)
        where V : struct, ILanes<V> => V.Store(accumulate ? V.Load(to) + value : value, to);
}
