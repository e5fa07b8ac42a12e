using System.Numerics;
using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>What the activations make of a candidate; one exponential for both that need one.</summary>
/// <param name="Identity">h.</param>
/// <param name="Tanh">tanh h.</param>
/// <param name="Sigmoid">1/(1+e⁻ʰ).</param>
internal readonly record struct Activated(Vector<float> Identity, Vector<float> Tanh, Vector<float> Sigmoid)
{
    /// <summary>Below this the series of tanh is as exact as a float; the quotient loses digits to 1 − e.</summary>
    private const float Small = 0.4f;

    /// <summary>max(0, h).</summary>
    public Vector<float> Relu => Vector.Max(Identity, Vector<float>.Zero);

    /// <summary>Of h.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Activated Of(Vector<float> h)
    {
        // Of |h|, so that nothing overflows.
        Vector<float> one = Vector<float>.One, size = Vector.Abs(h), e = Vector.Exp(-size), opened = one / (one + e), square = e * e;
        var tanh = Vector.ConditionalSelect(Vector.LessThan(size, new(Small)), Series(size), (one - square) / (one + square));
        return new(h, Vector.CopySign(tanh, h), Vector.ConditionalSelect(Vector.GreaterThanOrEqual(h, Vector<float>.Zero), opened, e * opened));
    }

    /// <summary>1/(1+e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Open(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Vector.Exp(-x));

    /// <summary>The series of tanh x up to x¹¹.</summary>
    private static Vector<float> Series(Vector<float> x)
    {
        Vector<float> square = x * x, sum = new(-1382f / 155925);
        sum = (sum * square) + new Vector<float>(62f / 2835);
        sum = (sum * square) + new Vector<float>(-17f / 315);
        sum = (sum * square) + new Vector<float>(2f / 15);
        sum = (sum * square) + new Vector<float>(-1f / 3);
        return x + (x * square * sum);
    }
}
