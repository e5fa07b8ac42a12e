using System.Numerics;

namespace Darts.Kernels;

/// <summary>The backward pass of a gate, in one pass: c and f become the gradients of what they were made from, and the state gets what goes past the product, (1 − c)·∇.</summary>
/// <param name="gate">The gate.</param>
/// <param name="activation">What the candidate went through; its derivative follows from its result.</param>
/// <param name="gradient">∇ of the node, [B, H].</param>
/// <param name="sum">The state's gradient, [B, H].</param>
/// <param name="adds">Whether to add to what is there.</param>
internal sealed unsafe class GateBackward(GateTensors gate, GateActivation activation, float* gradient, float* sum, bool adds) : IWork
{
    /// <summary>Computes it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="activation">What the candidate went through.</param>
    /// <param name="gradient">The address of ∇ of the node, [B, H].</param>
    /// <param name="sum">The address of the state's gradient, [B, H].</param>
    /// <param name="adds">Whether to add to what is there.</param>
    public static void Run(Workers workers, GateTensors gate, GateActivation activation, nint gradient, nint sum, bool adds)
    {
        using var entered = workers.Enter();
        workers.Run(new GateBackward(gate, activation, (float*)gradient, (float*)sum, adds), gate.Rows);
    }

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        long start = (long)item * gate.Width;
        float* s = (float*)gate.State + start, c = (float*)gate.Product + (item * gate.ProductRow), f = c + gate.Width, g = gradient + start, to = sum + start;
        int i = 0;
        for (; i <= gate.Width - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> gateOpen = Vector.Load(c + i), candidate = Vector.Load(f + i), whole = Vector.Load(g + i);
            Vector<float> opened = whole * gateOpen, direct = whole - opened;
            ((candidate - Vector.Load(s + i)) * direct * gateOpen).Store(c + i);
            (Derivative(candidate) * opened).Store(f + i);
            (adds ? Vector.Load(to + i) + direct : direct).Store(to + i);
        }
        for (; i < gate.Width; i++)
        {
            float opened = g[i] * c[i], direct = g[i] - opened;
            (c[i], f[i]) = ((f[i] - s[i]) * direct * c[i], Derivative(new(f[i]))[0] * opened);
            to[i] = adds ? to[i] + direct : direct;
        }
    }

    /// <summary>f′ by f.</summary>
    private Vector<float> Derivative(Vector<float> candidate) => activation switch
    {
        GateActivation.Tanh => Vector<float>.One - (candidate * candidate),
        GateActivation.Relu => Vector.ConditionalSelect(Vector.GreaterThan(candidate, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero),
        GateActivation.Sigmoid => candidate - (candidate * candidate),
        _ => Vector<float>.One,
    };
}
