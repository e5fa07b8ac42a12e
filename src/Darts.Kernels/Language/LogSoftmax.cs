using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>The logarithm of the softmax of logits + bias, row by row in their place: a row stays in a core's cache while it is gone through.</summary>
/// <param name="logits">[rows, words].</param>
/// <param name="bias">[words].</param>
/// <param name="words">V.</param>
internal sealed unsafe class LogSoftmax(float* logits, float* bias, int words) : VectorWork
{
    /// <summary>Computes it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="logits">The address of [rows, words]; overwritten by ln p.</param>
    /// <param name="bias">The address of [words].</param>
    /// <param name="rows">M.</param>
    /// <param name="words">V.</param>
    public static void Run(Workers workers, nint logits, nint bias, int rows, int words)
    {
        using var entered = workers.Enter();
        workers.Run(new LogSoftmax((float*)logits, (float*)bias, words), rows);
    }

    /// <inheritdoc/>
    protected override void Do<V>(int item, int thread)
    {
        float* row = logits + ((long)item * words);
        float largest = Shift<V>(row);
        Exponentials.Subtract(row, words, largest + MathF.Log(Exponentials.Sum<V>(row, words, largest)));
    }

    /// <summary>Adds the bias.</summary>
    /// <returns>The greatest logit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Shift<V>(float* row)
        where V : struct, ILanes<V>
    {
        V largest = V.All(float.NegativeInfinity);
        int i = 0;
        for (; i <= words - V.Count; i += V.Count)
        {
            V logit = V.Load(row + i) + V.Load(bias + i);
            V.Store(logit, row + i);
            largest = V.Max(largest, logit);
        }
        float result = V.Max(largest);
        for (; i < words; i++)
            result = Math.Max(result, row[i] += bias[i]);
        return result;
    }
}
