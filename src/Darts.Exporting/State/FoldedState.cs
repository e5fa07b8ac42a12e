using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting;

/// <summary>A network's weights with the batch norms folded: w′ = w·γ/√(σ²+ε), b′ = β − μ·γ/√(σ²+ε), in float64. Read when they are asked for, and not kept.</summary>
/// <param name="read">Reads a tensor by the original's name: a new one, on the CPU.</param>
internal sealed class FoldedState(Func<string, Tensor> read)
{
    /// <summary>A tensor as it is, in float64.</summary>
    public Tensor Plain(string name)
    {
        using Tensor tensor = read(name);
        return tensor.to(ScalarType.Float64, copy: true);
    }

    /// <summary>A convolution's weight, [outputs, inputs/groups, k, k].</summary>
    /// <param name="operation">The name of what it belongs to: <c>cells.0._ops.2</c>.</param>
    /// <param name="link">The convolution.</param>
    public Tensor Weight(string operation, Link link)
    {
        using var scope = NewDisposeScope();
        Tensor weight = Plain($"{operation}.{link.Weight}.weight");
        return scope.MoveToOuter(link.Norm is null ? weight : weight * Scale($"{operation}.{link.Norm}").reshape(-1, 1, 1, 1));
    }

    /// <summary>What a batch norm adds to each channel.</summary>
    /// <param name="norm">Its name.</param>
    public Tensor Shift(string norm)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(Plain($"{norm}.bias") - (Plain($"{norm}.running_mean") * Scale(norm)));
    }

    /// <summary>
    /// The weight of a factorized reduction as one convolution of 2×2 pixels and stride 2, [outputs, inputs, 2, 2]: the first half of its channels reads the upper left
    /// pixel, the second half the lower right one.
    /// </summary>
    /// <param name="operation">Its name.</param>
    public Tensor ReduceWeight(string operation)
    {
        using var scope = NewDisposeScope();
        Tensor even = Plain($"{operation}.conv_1.weight"), odd = Plain($"{operation}.conv_2.weight");
        Tensor none = zeros_like(even);
        Tensor upper = cat([even, none], dim: 3), lower = cat([none, odd], dim: 3), empty = cat([none, none], dim: 3);
        Tensor both = cat([cat([upper, empty], dim: 2), cat([empty, lower], dim: 2)], dim: 0);
        return scope.MoveToOuter(both * Scale($"{operation}.bn").reshape(-1, 1, 1, 1));
    }

    private Tensor Scale(string norm)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(Plain($"{norm}.weight") * (Plain($"{norm}.running_var") + BatchNorm.Epsilon).rsqrt());
    }
}
