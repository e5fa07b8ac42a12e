using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>A vector's width of rows under a kernel of 3×3 (<see cref="DepthwiseSlide"/>), column after column of taps.</summary>
internal static unsafe class DepthwiseSlideThree
{
    /// <summary>Eight rows.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="x">What the first tap of the first result reads.</param>
    /// <param name="step">From what one of the rows reads to what the next reads.</param>
    /// <param name="apart">From a tap to the next.</param>
    /// <param name="weights">[3, 3].</param>
    /// <param name="y">The first result.</param>
    /// <param name="width">From one of the rows to the next.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Eight<V>(float* x, nint step, nint apart, float* weights, float* y, nint width, bool accumulate)
        where V : struct, ILanes<V>
    {
        V a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (int column = 0; column < 3; column++, x += apart, weights++)
        {
            V p = V.All(*weights), q = V.All(weights[3]), r = V.All(weights[6]);
            float* row = x;
            var v = V.Load(row);
            V.AddProduct(ref a, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref a, q, v);
            V.AddProduct(ref b, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref a, r, v);
            V.AddProduct(ref b, q, v);
            V.AddProduct(ref c, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref b, r, v);
            V.AddProduct(ref c, q, v);
            V.AddProduct(ref d, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref c, r, v);
            V.AddProduct(ref d, q, v);
            V.AddProduct(ref e, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref d, r, v);
            V.AddProduct(ref e, q, v);
            V.AddProduct(ref f, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref e, r, v);
            V.AddProduct(ref f, q, v);
            V.AddProduct(ref g, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref f, r, v);
            V.AddProduct(ref g, q, v);
            V.AddProduct(ref h, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref g, r, v);
            V.AddProduct(ref h, q, v);
            v = V.Load(row += step);
            V.AddProduct(ref h, r, v);
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

    /// <summary>Four rows.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="x">What the first tap of the first result reads.</param>
    /// <param name="step">From what one of the rows reads to what the next reads.</param>
    /// <param name="apart">From a tap to the next.</param>
    /// <param name="weights">[3, 3].</param>
    /// <param name="y">The first result.</param>
    /// <param name="width">From one of the rows to the next.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Four<V>(float* x, nint step, nint apart, float* weights, float* y, nint width, bool accumulate)
        where V : struct, ILanes<V>
    {
        V a = default, b = default, c = default, d = default;
        for (int column = 0; column < 3; column++, x += apart, weights++)
        {
            V p = V.All(*weights), q = V.All(weights[3]), r = V.All(weights[6]);
            float* row = x;
            var v = V.Load(row);
            V.AddProduct(ref a, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref a, q, v);
            V.AddProduct(ref b, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref a, r, v);
            V.AddProduct(ref b, q, v);
            V.AddProduct(ref c, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref b, r, v);
            V.AddProduct(ref c, q, v);
            V.AddProduct(ref d, p, v);
            v = V.Load(row += step);
            V.AddProduct(ref c, r, v);
            V.AddProduct(ref d, q, v);
            v = V.Load(row += step);
            V.AddProduct(ref d, r, v);
        }
        DepthwiseSlide.Put(a, y, accumulate);
        DepthwiseSlide.Put(b, y + width, accumulate);
        DepthwiseSlide.Put(c, y + (2 * width), accumulate);
        DepthwiseSlide.Put(d, y + (3 * width), accumulate);
    }
}
