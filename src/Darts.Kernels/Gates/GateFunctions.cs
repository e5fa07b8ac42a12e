using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>What gates and candidates go through. Each is within 3·10⁻⁷ of its definition in float64, everywhere: an error of a float at 1, two or three units in the last place.</summary>
internal static class GateFunctions
{
    /// <summary>1/(1+e⁻ˣ). Where e⁻ˣ is infinite this is 0.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, ILanes<V> => V.All(1) / (V.All(1) + V.Exp(V.All(0) - x));

    /// <summary>The hyperbolic tangent, 1 − 2/(1+e²ˣ).</summary>
    /// <typeparam name="V">The vector.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V> => V.All(1) - (V.All(2) / (V.All(1) + V.Exp(x + x)));

    /// <summary>A candidate.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Activated<V>(GateActivation activation, V x)
        where V : struct, ILanes<V> => activation switch
        {
            GateActivation.Tanh => Tanh(x),
            GateActivation.Relu => V.Max(x, V.All(0)),
            GateActivation.Sigmoid => Sigmoid(x),
            _ => x,
        };
}
