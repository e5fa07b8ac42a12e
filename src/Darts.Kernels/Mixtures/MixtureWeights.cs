using System.Numerics;
using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>The weights of an edge's activations, each in all places of a vector.</summary>
internal readonly struct MixtureWeights
{
    private readonly Vector<float> _tanh;
    private readonly Vector<float> _relu;
    private readonly Vector<float> _sigmoid;
    private readonly Vector<float> _identity;

    /// <summary>Reads them behind that of <c>none</c>.</summary>
    public unsafe MixtureWeights(float* row) => (_tanh, _relu, _sigmoid, _identity) = (new(row[1]), new(row[2]), new(row[3]), new(row[4]));

    /// <summary>Of all together.</summary>
    public Vector<float> All => _tanh + _relu + _sigmoid + _identity;

    /// <summary>m(h).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Mix(Activated f) => (_tanh * f.Tanh) + (_relu * f.Relu) + (_sigmoid * f.Sigmoid) + (_identity * f.Identity);

    /// <summary>m′(h).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Slope(Activated f)
    {
        Vector<float> one = Vector<float>.One, step = Vector.ConditionalSelect(Vector.GreaterThan(f.Identity, Vector<float>.Zero), one, Vector<float>.Zero);
        return (_tanh * (one - (f.Tanh * f.Tanh))) + (_relu * step) + (_sigmoid * (f.Sigmoid - (f.Sigmoid * f.Sigmoid))) + _identity;
    }
}
