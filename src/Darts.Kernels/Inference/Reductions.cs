using System.Numerics;

namespace Darts.Kernels.Inference;

/// <summary>Sums over short runs of floats.</summary>
internal static unsafe class Reductions
{
    /// <summary>The sum of all values.</summary>
    public static float Sum(float* x, int count)
    {
        var sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            sums += Vector.Load(x + i);
        float sum = Vector.Sum(sums);
        for (; i < count; i++)
            sum += x[i];
        return sum;
    }

    /// <summary>The sum of all products.</summary>
    public static float Dot(float* x, float* y, int count)
    {
        var sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            sums += Vector.Load(x + i) * Vector.Load(y + i);
        float sum = Vector.Sum(sums);
        for (; i < count; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
