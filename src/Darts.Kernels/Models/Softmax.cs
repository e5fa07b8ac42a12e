namespace Darts.Kernels.Models;

/// <summary>From logits to probabilities.</summary>
internal static class Softmax
{
    /// <summary>exp(x) / Σ exp(x), in place.</summary>
    /// <param name="values">The logits of one picture; then the probabilities.</param>
    public static void Apply(Span<float> values)
    {
        // Of the largest the exponential is 1: nothing overflows.
        float largest = float.NegativeInfinity;
        foreach (float value in values)
            largest = MathF.Max(largest, value);
        double sum = 0;
        foreach (float value in values)
            sum += Math.Exp(value - largest);
        foreach (ref float value in values)
            value = (float)(Math.Exp(value - largest) / sum);
    }
}
