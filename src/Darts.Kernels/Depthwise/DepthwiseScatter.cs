using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>The gradient of a depthwise convolution of stride 2 to its input: every output's gradient goes to the pixels its taps read.</summary>
internal static unsafe class DepthwiseScatter
{
    /// <summary>padded at the taps += weight · gradient. The result is in the layout of the padded copy.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="gradient">Of the output, [H', W'].</param>
    /// <param name="weights">One for each tap.</param>
    /// <param name="padded">The input's gradient with its borders, which come to hold what falls outside.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<V>(DepthwiseShape shape, float* gradient, float* weights, float* padded)
        where V : struct, ILanes<V>
    {
        if (V.Count > Lanes4.Count && shape.OutputWidth < V.Count)
        {
            // Rows that no vector of this width fits into.
            if (V.Count == Lanes16.Count)
                Add<Lanes8>(shape, gradient, weights, padded);
            else
                Add<Lanes4>(shape, gradient, weights, padded);
            return;
        }
        int width = shape.OutputWidth;
        // Tap by tap, not row by row: a store is then long done when the next tap reads what it wrote.
        for (int tap = 0; tap < shape.Taps; tap++)
        {
            float weight = weights[tap];
            var w = V.All(weight);
            float* to = padded + shape.Offsets[tap], from = gradient;
            for (int row = 0; row < shape.OutputHeight; row++, to += shape.RowStep, from += width)
            {
                int column = 0;
                for (; column <= width - V.Count; column += V.Count)
                    V.Store(V.Fma(w, V.Load(from + column), V.Load(to + column)), to + column);
                for (; column < width; column++)
                    to[column] += weight * from[column];
            }
        }
    }
}
