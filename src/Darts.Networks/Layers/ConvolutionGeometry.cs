using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>How a convolution moves over its input, whatever its weights.</summary>
/// <param name="Strides">Vertical and horizontal, pixels.</param>
/// <param name="Padding">Zeros added at each border, vertical and horizontal, pixels.</param>
/// <param name="Dilation">Distance between the kernel's taps, pixels.</param>
/// <param name="Groups">1, or the number of channels of a depthwise convolution; of one branch.</param>
/// <param name="Branches">How many such convolutions lie one after the other in the channels.</param>
internal sealed record ConvolutionGeometry(long[] Strides, long[] Padding, long[] Dilation, long Groups, int Branches)
{
    /// <summary>Convolves the channels of all branches, each by its own weights, or those of one.</summary>
    /// <param name="x">[N, branches·cIn, H, W], or [N, cIn, H, W] of one branch.</param>
    /// <param name="weight">[branches·cOut, cIn/groups, k, k].</param>
    /// <param name="bias">[branches·cOut], or none.</param>
    /// <param name="branch">The branch; null for all.</param>
    public Tensor Convolve(Tensor x, Tensor weight, Tensor? bias = null, int? branch = null)
    {
        if (branch is not { } index)
            return Apply(x, weight, bias, Groups * Branches);
        long channels = weight.shape[0] / Branches;
        using Tensor slice = weight.narrow(0, index * channels, channels);
        using Tensor? shift = bias?.narrow(0, index * channels, channels);
        return Apply(x, slice, shift, Groups);
    }

    /// <summary>Whether a kernel leaves height and width as they are.</summary>
    /// <param name="kernel">Its height and width, pixels.</param>
    public bool KeepsResolution(params ReadOnlySpan<long> kernel)
    {
        for (int side = 0; side < kernel.Length; side++)
        {
            if (Strides[side] != 1 || 2 * Padding[side] != Dilation[side] * (kernel[side] - 1))
                return false;
        }
        return true;
    }

    /// <summary>Convolves one value by the weights of every branch: [N, cIn, H, W] → [N, branches·cOut, H', W'].</summary>
    /// <remarks>Only for a convolution over all channels: it needs no copy of the value for each branch.</remarks>
    public Tensor ConvolveShared(Tensor x, Tensor weight, Tensor? bias = null) => F.conv2d(x, weight, bias, Strides, Padding, Dilation, Groups);

    private Tensor Apply(Tensor x, Tensor weight, Tensor? bias, long groups) =>
        (bias is null ? DepthwiseGradient.TryConvolve(x, weight, this) : null) ?? F.conv2d(x, weight, bias, Strides, Padding, Dilation, groups);
}
