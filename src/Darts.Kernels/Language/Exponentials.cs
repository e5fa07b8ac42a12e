using System.Numerics;
using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>Sums of exponentials over runs of floats.</summary>
internal static unsafe class Exponentials
{
    /// <summary>The greatest value.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Max<V>(float* x, int count)
        where V : struct, ILanes<V>
    {
        V largest = V.All(float.NegativeInfinity);
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            largest = V.Max(largest, V.Load(x + i));
        float result = V.Max(largest);
        for (; i < count; i++)
            result = Math.Max(result, x[i]);
        return result;
    }

    /// <summary>Σ eˣ⁻ˢʰⁱᶠᵗ.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum<V>(float* x, int count, float shift)
        where V : struct, ILanes<V>
    {
        V sums = V.All(0), shifts = V.All(shift);
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            sums += V.Exp(V.Load(x + i) - shifts);
        float sum = V.Sum(sums);
        for (; i < count; i++)
            sum += MathF.Exp(x[i] - shift);
        return sum;
    }

    /// <summary>x −= by.</summary>
    public static void Subtract(float* x, int count, float by)
    {
        var all = new Vector<float>(by);
        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            (Vector.Load(x + i) - all).Store(x + i);
        for (; i < count; i++)
            x[i] -= by;
    }
}
