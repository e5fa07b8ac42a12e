using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting;

/// <summary>A network's weights with the batch norms folded: w′ = w·γ/√(σ²+ε), b′ = β − μ·γ/√(σ²+ε), in float64. Read when they are asked for, and not kept.</summary>
/// <param name="read">Reads a tensor by the original's name: a new one, on the CPU.</param>
internal sealed class FoldedState(Func<string, Tensor> read)
{
    /// <summary>A tensor as it is.</summary>
    /// <param name="name">Its name.</param>
    public Tensor Plain(string name)
    {
        using Tensor tensor = read(name);
        return tensor.to(ScalarType.Float64, copy: true);
    }

    /// <summary>A convolution's weight, [outputs, inputs/groups, k, k].</summary>
    /// <param name="convolution">Its name.</param>
    /// <param name="norm">The batch norm after it; null without one.</param>
    /// <param name="half">Which half of the batch norm's channels are the convolution's, 0 or 1; null for all of them.</param>
    public Tensor Weight(string convolution, string? norm, int? half = null)
    {
        using var scope = NewDisposeScope();
        Tensor weight = Plain($"{convolution}.weight");
        return scope.MoveToOuter(norm is null ? weight : weight * Half(Scale(norm), half).reshape(-1, 1, 1, 1));
    }

    /// <summary>What a batch norm adds to each channel.</summary>
    /// <param name="norm">Its name.</param>
    /// <param name="half">Which half of its channels; null for all of them.</param>
    public Tensor Shift(string norm, int? half = null)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(Half(Plain($"{norm}.bias") - (Plain($"{norm}.running_mean") * Scale(norm)), half).clone());
    }

    private Tensor Scale(string norm)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(Plain($"{norm}.weight") * (Plain($"{norm}.running_var") + BatchNorm.Epsilon).rsqrt());
    }

    private static Tensor Half(Tensor channels, int? half) => half is { } index ? channels.chunk(2)[index] : channels;
}
