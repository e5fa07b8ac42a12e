using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>The gradient of a 1×1 convolution's weights: products of every output's gradient with every input, summed over pixels and images.</summary>
internal static unsafe class PointwiseWeightGradient
{
    private const int Rows = 4;

    // With 32 registers: what is read of x comes from the second cache, and serves six outputs in place of four.
    private const int WideRows = 6;

    // So many pixels of six gradients stay in the nearest cache while inputs go by.
    private const int PixelsAtOnce = 512;

    /// <summary>weights[o, i] += Σ over images and pixels of gradient[o] · x[i].</summary>
    /// <remarks>Several images a call: the sum over lanes at the end of a tile is dear where maps are small.</remarks>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="gradient">[images, outputs, stride].</param>
    /// <param name="x">[images, inputs, stride].</param>
    /// <param name="stride">From a channel to the next of both; a multiple of the widest vector. Pixels from <paramref name="pixels"/> to the next multiple are zero.</param>
    /// <param name="pixels">Pixels.</param>
    /// <param name="images">Images.</param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="weights">[outputs, inputs].</param>
    public static void Add<V>(float* gradient, float* x, nint stride, int pixels, int images, int outputs, int inputs, float* weights)
        where V : struct, ILanes<V>
    {
        int whole = (pixels + V.Count - 1) / V.Count * V.Count;
        for (int pixel = 0; pixel < whole; pixel += PixelsAtOnce)
            Part<V>(gradient + pixel, x + pixel, stride, Math.Min(PixelsAtOnce, whole - pixel), images, outputs, inputs, weights);
    }

    private static void Part<V>(float* gradient, float* x, nint stride, int whole, int images, int outputs, int inputs, float* weights)
        where V : struct, ILanes<V>
    {
        nint gradientImage = outputs * stride, xImage = inputs * stride;
        int o = 0;
        for (; V.Count == Lanes16.Count && o + WideRows <= outputs; o += WideRows)
        {
            int i = 0;
            for (; i + Rows <= inputs; i += Rows)
                Six<V>(gradient + (o * stride), gradientImage, x + (i * stride), xImage, stride, whole, images, weights + (o * inputs) + i, inputs);
            if (i < inputs)
                Rest<V>(gradient + (o * stride), gradientImage, x + (i * stride), xImage, stride, whole, images, weights + (o * inputs) + i, inputs, WideRows, inputs - i);
        }
        for (; o < outputs; o += Rows)
        {
            for (int i = 0; i < inputs; i += Rows)
            {
                float* g = gradient + (o * stride), u = x + (i * stride), w = weights + (o * inputs) + i;
                if (o + Rows <= outputs && i + Rows <= inputs)
                    Four<V>(g, gradientImage, u, xImage, stride, whole, images, w, inputs);
                else
                    Rest<V>(g, gradientImage, u, xImage, stride, whole, images, w, inputs, Math.Min(Rows, outputs - o), Math.Min(Rows, inputs - i));
            }
        }
    }

    private static void Rest<V>(float* g, nint gradientImage, float* x, nint xImage, nint stride, int pixels, int images, float* weights, int inputs, int rows, int columns)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                weights[(row * inputs) + column] += One<V>(g + (row * stride), gradientImage, x + (column * stride), xImage, pixels, images);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float One<V>(float* g, nint gradientImage, float* x, nint xImage, int pixels, int images)
        where V : struct, ILanes<V>
    {
        V sum = default;
        for (int image = 0; image < images; image++, g += gradientImage, x += xImage)
        {
            for (int p = 0; p < pixels; p += V.Count)
                V.AddProduct(ref sum, V.Load(g + p), V.Load(x + p));
        }
        return V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Six<V>(float* g, nint gradientImage, float* x, nint xImage, nint stride, int pixels, int images, float* weights, int inputs)
        where V : struct, ILanes<V>
    {
        V a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        V c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
        V e0 = default, e1 = default, e2 = default, e3 = default, f0 = default, f1 = default, f2 = default, f3 = default;
        for (int image = 0; image < images; image++, g += gradientImage, x += xImage)
        {
            float* g3 = g + (3 * stride), x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride;
            for (int p = 0; p < pixels; p += V.Count)
            {
                V u0 = V.Load(x + p), u1 = V.Load(x1 + p), u2 = V.Load(x2 + p), u3 = V.Load(x3 + p);
                OuterProduct.Add(ref a0, ref a1, ref a2, ref a3, V.Load(g + p), u0, u1, u2, u3);
                OuterProduct.Add(ref b0, ref b1, ref b2, ref b3, V.Load(g + stride + p), u0, u1, u2, u3);
                OuterProduct.Add(ref c0, ref c1, ref c2, ref c3, V.Load(g + (2 * stride) + p), u0, u1, u2, u3);
                OuterProduct.Add(ref d0, ref d1, ref d2, ref d3, V.Load(g3 + p), u0, u1, u2, u3);
                OuterProduct.Add(ref e0, ref e1, ref e2, ref e3, V.Load(g3 + stride + p), u0, u1, u2, u3);
                OuterProduct.Add(ref f0, ref f1, ref f2, ref f3, V.Load(g3 + (2 * stride) + p), u0, u1, u2, u3);
            }
        }
        V.AddSums(a0, a1, a2, a3, weights);
        V.AddSums(b0, b1, b2, b3, weights + inputs);
        V.AddSums(c0, c1, c2, c3, weights + (2 * inputs));
        V.AddSums(d0, d1, d2, d3, weights + (3 * inputs));
        V.AddSums(e0, e1, e2, e3, weights + (4 * inputs));
        V.AddSums(f0, f1, f2, f3, weights + (5 * inputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four<V>(float* g, nint gradientImage, float* x, nint xImage, nint stride, int pixels, int images, float* weights, int inputs)
        where V : struct, ILanes<V>
    {
        V a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        V c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
        for (int image = 0; image < images; image++, g += gradientImage, x += xImage)
        {
            float* g1 = g + stride, g2 = g1 + stride, g3 = g2 + stride, x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride;
            for (int p = 0; p < pixels; p += V.Count)
            {
                V u0 = V.Load(x + p), u1 = V.Load(x1 + p), u2 = V.Load(x2 + p), u3 = V.Load(x3 + p);
                OuterProduct.Add(ref a0, ref a1, ref a2, ref a3, V.Load(g + p), u0, u1, u2, u3);
                OuterProduct.Add(ref b0, ref b1, ref b2, ref b3, V.Load(g1 + p), u0, u1, u2, u3);
                OuterProduct.Add(ref c0, ref c1, ref c2, ref c3, V.Load(g2 + p), u0, u1, u2, u3);
                OuterProduct.Add(ref d0, ref d1, ref d2, ref d3, V.Load(g3 + p), u0, u1, u2, u3);
            }
        }
        V.AddSums(a0, a1, a2, a3, weights);
        V.AddSums(b0, b1, b2, b3, weights + inputs);
        V.AddSums(c0, c1, c2, c3, weights + (2 * inputs));
        V.AddSums(d0, d1, d2, d3, weights + (3 * inputs));
    }
}
