using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A convolution and the batch norm after it as one convolution: w′ = w·γ/√(σ²+ε), b′ = β − μ·γ/√(σ²+ε). [N, cIn, H, W] → [N, cOut, H', W'].</summary>
internal sealed class FoldedConvolution : Layer
{
    private readonly ConvolutionGeometry _geometry;

    /// <summary>A convolution with these numbers, which it owns.</summary>
    public FoldedConvolution(ConvolutionGeometry geometry, Tensor weight, Tensor? bias)
        : base(nameof(FoldedConvolution))
    {
        _geometry = geometry;
        register_buffer("weight", weight.DetachFromDisposeScope());
        if (bias is not null)
            register_buffer("bias", bias.DetachFromDisposeScope());
    }

    /// <summary>[branches·cOut, cIn/groups, k, k].</summary>
    public Tensor Weight => get_buffer("weight")!;

    /// <summary>[branches·cOut]; none where no batch norm was folded.</summary>
    public Tensor? Bias => has_buffer("bias") ? get_buffer("bias") : null;

    /// <summary>Folds.</summary>
    /// <param name="convolution">The convolution.</param>
    /// <param name="norm">The batch norm after it, if there is one.</param>
    public static FoldedConvolution Of(Convolution convolution, BatchNorm? norm = null)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        Tensor weight = convolution.get_parameter("weight")!.detach();
        if (norm is null)
            return new FoldedConvolution(convolution.Geometry, weight.clone(), bias: null);
        (Tensor scale, Tensor shift) = norm.ScaleAndShift();
        return new FoldedConvolution(convolution.Geometry, weight * scale.reshape(-1, 1, 1, 1), shift);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => Forward(x);

    /// <inheritdoc cref="ConvolutionGeometry.Convolve"/>
    public Tensor Forward(Tensor x, int? branch = null) => _geometry.Convolve(x, Weight, Bias, branch);

    /// <inheritdoc cref="ConvolutionGeometry.ConvolveShared"/>
    public Tensor Shared(Tensor x) => _geometry.ConvolveShared(x, Weight, Bias);
}
