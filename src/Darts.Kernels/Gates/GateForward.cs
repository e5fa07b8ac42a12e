using System.Numerics;

namespace Darts.Kernels;

/// <summary>The node behind a gate, in one pass: s + c·(f − s).</summary>
/// <param name="gate">The gate.</param>
/// <param name="result">[B, H].</param>
internal sealed unsafe class GateForward(GateTensors gate, float* result) : IWork
{
    /// <summary>Computes it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="result">The address of [B, H].</param>
    public static void Run(Workers workers, GateTensors gate, nint result)
    {
        using var entered = workers.Enter();
        workers.Run(new GateForward(gate, (float*)result), gate.Rows);
    }

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        float* s = (float*)gate.State + ((long)item * gate.Width), c = (float*)gate.Product + (item * gate.ProductRow), f = c + gate.Width, to = result + ((long)item * gate.Width);
        int i = 0;
        for (; i <= gate.Width - Vector<float>.Count; i += Vector<float>.Count)
        {
            var state = Vector.Load(s + i);
            Vector.FusedMultiplyAdd(Vector.Load(c + i), Vector.Load(f + i) - state, state).Store(to + i);
        }
        for (; i < gate.Width; i++)
            to[i] = MathF.FusedMultiplyAdd(c[i], f[i] - s[i], s[i]);
    }
}
