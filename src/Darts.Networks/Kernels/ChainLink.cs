using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What a stage of an operation computes with: a depthwise convolution, if there is one, a 1×1 convolution and a batch norm.</summary>
/// <param name="Depthwise">[branches·C, 1, k, k], or null.</param>
/// <param name="Geometry">How the depthwise convolution moves; of the 1×1 convolution if there is none.</param>
/// <param name="Pointwise">[branches·cOut, cIn, 1, 1].</param>
/// <param name="Scale">What the batch norm multiplies by, [branches·cOut]; null for 1.</param>
/// <param name="Shift">What it adds; null for 0.</param>
/// <param name="RunningMean">[branches·cOut].</param>
/// <param name="RunningVariance">[branches·cOut].</param>
internal sealed record ChainLink(Tensor? Depthwise, ConvolutionGeometry Geometry, Tensor Pointwise, Tensor? Scale, Tensor? Shift, Tensor RunningMean, Tensor RunningVariance)
{
    /// <summary>The link of all branches or of one.</summary>
    /// <param name="depthwise">The depthwise convolution, or none.</param>
    /// <param name="pointwise">The 1×1 convolution.</param>
    /// <param name="norm">The batch norm.</param>
    /// <param name="branch">The branch; null for all.</param>
    /// <param name="scale">What the batch norm multiplies by if it learns no scale of its own.</param>
    public static ChainLink Of(Convolution? depthwise, Convolution pointwise, BatchNorm norm, int? branch, Tensor? scale = null)
    {
        var (learned, shift, mean, variance) = norm.State(branch);
        return new(
            depthwise?.WeightOf(branch), (depthwise ?? pointwise).Geometry, pointwise.WeightOf(branch), learned ?? scale, shift, mean, variance);
    }

    /// <summary>What gradients may be wanted of, in a fixed order.</summary>
    public IEnumerable<Tensor> Differentiable => ((Tensor?[])[Depthwise, Pointwise, Scale, Shift]).OfType<Tensor>();
}
