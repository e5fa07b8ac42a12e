using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>What batch norms and ReLUs do to one channel of one image: everything that goes over a plane once.</summary>
internal static unsafe class Planes
{
    /// <summary>y = max(0, scale·x + shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rectify<V>(float* x, float scale, float shift, float* y, int count)
        where V : struct, ILanes<V>
    {
        V s = V.All(scale), t = V.All(shift), zero = default;
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Max(V.Fma(s, V.Load(x + i), t), zero), y + i);
        for (; i < count; i++)
            Lanes1.Store(Lanes1.Max(Lanes1.Fma(Lanes1.All(scale), Lanes1.Load(x + i), Lanes1.All(shift)), default), y + i);
    }

    /// <summary>y = a·g + b·x + c: the gradient before a batch norm, from the one after it and the norm's input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine<V>(float* g, float a, float* x, float b, float c, float* y, int count)
        where V : struct, ILanes<V>
    {
        V va = V.All(a), vb = V.All(b), vc = V.All(c);
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Fma(va, V.Load(g + i), V.Fma(vb, V.Load(x + i), vc)), y + i);
        for (; i < count; i++)
            y[i] = (a * g[i]) + ((b * x[i]) + c);
    }

    /// <summary>y = a·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<V>(float* a, float* b, float* y, int count)
        where V : struct, ILanes<V>
    {
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Load(a + i) * V.Load(b + i), y + i);
        for (; i < count; i++)
            y[i] = a[i] * b[i];
    }

    /// <summary>y += g where x is positive: through a ReLU, to what others have added to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMasked<V>(float* g, float* x, float* y, int count)
        where V : struct, ILanes<V>
    {
        V zero = default;
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Load(y + i) + V.Where(V.Greater(V.Load(x + i), zero), V.Load(g + i)), y + i);
        for (; i < count; i++)
            y[i] += x[i] > 0 ? g[i] : 0;
    }

    /// <summary>y = g where x is positive, 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Masked<V>(float* g, float* x, float* y, int count)
        where V : struct, ILanes<V>
    {
        V zero = default;
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Where(V.Greater(V.Load(x + i), zero), V.Load(g + i)), y + i);
        for (; i < count; i++)
            y[i] = x[i] > 0 ? g[i] : 0;
    }

    /// <summary>y = scale·x + shift, or y += scale·x + shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine<V>(float* x, float scale, float shift, float* y, int count, bool accumulate)
        where V : struct, ILanes<V>
    {
        V s = V.All(scale), t = V.All(shift);
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var value = V.Fma(s, V.Load(x + i), t);
            V.Store(accumulate ? V.Load(y + i) + value : value, y + i);
        }
        for (; i < count; i++)
            y[i] = (scale * x[i]) + shift + (accumulate ? y[i] : 0);
    }

    /// <summary>Mean and sum of squared distances from it. Two passes over what the first brings into the cache: exact whatever the mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Mean, double Squares) Moments<V>(float* x, int count)
        where V : struct, ILanes<V>
    {
        V first = default, second = default;
        int i = 0;
        for (; i <= count - (2 * V.Count); i += 2 * V.Count)
        {
            first += V.Load(x + i);
            second += V.Load(x + i + V.Count);
        }
        // The rest of small planes in narrower vectors: alone it would take as long as all that came before.
        Lanes4 rest = default;
        for (; i <= count - Lanes4.Count; i += Lanes4.Count)
            rest += Lanes4.Load(x + i);
        double sum = V.Sum(first + second) + (double)Lanes4.Sum(rest);
        for (; i < count; i++)
            sum += x[i];
        double mean = sum / count;
        float center = (float)mean;

        var c = V.All(center);
        (first, second) = (default, default);
        for (i = 0; i <= count - (2 * V.Count); i += 2 * V.Count)
        {
            V p = V.Load(x + i) - c, q = V.Load(x + i + V.Count) - c;
            V.AddProduct(ref first, p, p);
            V.AddProduct(ref second, q, q);
        }
        var center4 = Lanes4.All(center);
        rest = default;
        for (; i <= count - Lanes4.Count; i += Lanes4.Count)
        {
            var p = Lanes4.Load(x + i) - center4;
            rest = Lanes4.Fma(p, p, rest);
        }
        double squares = V.Sum(first + second) + (double)Lanes4.Sum(rest);
        for (; i < count; i++)
            squares += (double)(x[i] - center) * (x[i] - center);
        return (mean, squares);
    }

    /// <summary>Σg and Σg·(x − center).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double Product) Sums<V>(float* g, float* x, float center, int count)
        where V : struct, ILanes<V>
    {
        V sum = default, product = default, c = V.All(center);
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var value = V.Load(g + i);
            sum += value;
            V.AddProduct(ref product, value, V.Load(x + i) - c);
        }
        double s = V.Sum(sum), p = V.Sum(product);
        for (; i < count; i++)
        {
            s += g[i];
            p += (double)g[i] * (x[i] - center);
        }
        return (s, p);
    }

    /// <summary>y = g where scale·x + shift is positive, 0 elsewhere (the gradient before a ReLU); and its <see cref="Sums"/> with x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double Product) Mask<V>(float* g, float* x, float scale, float shift, float center, float* y, int count)
        where V : struct, ILanes<V>
    {
        V sum = default, product = default, c = V.All(center), s = V.All(scale), t = V.All(shift), zero = default;
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var input = V.Load(x + i);
            var value = V.Where(V.Greater(V.Fma(s, input, t), zero), V.Load(g + i));
            V.Store(value, y + i);
            sum += value;
            V.AddProduct(ref product, value, input - c);
        }
        double total = V.Sum(sum), products = V.Sum(product);
        for (; i < count; i++)
        {
            float value = float.MultiplyAddEstimate(scale, x[i], shift) > 0 ? g[i] : 0;
            y[i] = value;
            total += value;
            products += (double)value * (x[i] - center);
        }
        return (total, products);
    }
}
