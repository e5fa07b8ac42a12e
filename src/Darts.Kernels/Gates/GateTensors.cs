namespace Darts.Kernels;

/// <summary>A gate of a recurrent cell: where its numbers lie. Rows are sequences of a batch; all have one width.</summary>
/// <param name="Rows">B.</param>
/// <param name="Width">H.</param>
/// <param name="State">s, [B, H], what the gate's product read.</param>
/// <param name="Product">c and f, opened gate and candidate, side by side: the first row's c.</param>
/// <param name="ProductRow">From a row of the product to the next, floats.</param>
internal readonly record struct GateTensors(int Rows, int Width, nint State, nint Product, long ProductRow);

/// <summary>What a candidate went through.</summary>
internal enum GateActivation
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>1/(1+e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>Nothing.</summary>
    Identity,
}
