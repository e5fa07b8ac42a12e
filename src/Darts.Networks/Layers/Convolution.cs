using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>A convolution without bias: [N, cIn, H, W] → [N, cOut, H', W']. Holds <c>weight</c>.</summary>
public sealed class Convolution : Layer
{
    private readonly long[] _strides;
    private readonly long[] _padding;
    private readonly long[] _dilation;
    private readonly long _groups;
    private readonly int _branches;

    private Convolution(long[] weight, long[] strides, long[] padding, long dilation, long groups, int branches)
        : base(nameof(Convolution))
    {
        (_strides, _padding, _dilation, _groups, _branches) = (strides, padding, [dilation, dilation], groups, branches);
        register_parameter("weight", Initial.Uniform(fanIn: weight[1] * weight[2] * weight[3], [branches * weight[0], .. weight[1..]]));
    }

    // Looked up, not kept: moving the module to another device or type replaces its parameters.
    private Parameter Weight => get_parameter("weight")!;

    /// <summary>A full convolution over all channels, every side (h, w).</summary>
    /// <param name="cIn">Input channels.</param>
    /// <param name="cOut">Output channels.</param>
    /// <param name="kernel">Pixels.</param>
    /// <param name="stride">Pixels.</param>
    /// <param name="padding">Zeros added at each border, pixels.</param>
    /// <param name="branches">How many such convolutions lie one after the other in the channels, each reading its own.</param>
    public static Convolution Full(int cIn, int cOut, (int H, int W) kernel, (int H, int W) stride, (int H, int W) padding, int branches = 1) =>
        new([cOut, cIn, kernel.H, kernel.W], [stride.H, stride.W], [padding.H, padding.W], dilation: 1, groups: 1, branches);

    /// <summary>A 1×1 convolution.</summary>
    /// <param name="cIn">Input channels.</param>
    /// <param name="cOut">Output channels.</param>
    /// <param name="stride">Pixels.</param>
    /// <param name="branches">How many such convolutions lie one after the other in the channels, each reading its own.</param>
    public static Convolution Pointwise(int cIn, int cOut, int stride = 1, int branches = 1) => Full(cIn, cOut, (1, 1), (stride, stride), (0, 0), branches);

    /// <summary>A k×k convolution of each channel by itself, padded so that stride 1 keeps the resolution.</summary>
    /// <param name="c">Channels.</param>
    /// <param name="kernel">k, odd; pixels.</param>
    /// <param name="stride">Pixels.</param>
    /// <param name="dilation">Distance between the kernel's taps, pixels.</param>
    /// <param name="branches">How many such convolutions lie one after the other in the channels, each reading its own.</param>
    public static Convolution Depthwise(int c, int kernel, int stride, int dilation = 1, int branches = 1)
    {
        int padding = dilation * (kernel - 1) / 2;
        return new([c, 1, kernel, kernel], [stride, stride], [padding, padding], dilation, groups: c, branches);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => Forward(x);

    /// <summary>Convolves the channels of all branches, each by its own weights, or those of one.</summary>
    /// <param name="x">[N, branches·cIn, H, W], or [N, cIn, H, W] of one branch.</param>
    /// <param name="branch">The branch; null for all.</param>
    internal Tensor Forward(Tensor x, int? branch = null)
    {
        if (branch is not { } index)
            return F.conv2d(x, Weight, null, _strides, _padding, _dilation, _groups * _branches);
        long channels = Weight.shape[0] / _branches;
        using Tensor weight = Weight.narrow(0, index * channels, channels);
        return F.conv2d(x, weight, null, _strides, _padding, _dilation, _groups);
    }

    /// <summary>Convolves one value by the weights of every branch: [N, cIn, H, W] → [N, branches·cOut, H', W'].</summary>
    /// <remarks>Only for a convolution over all channels: it needs no copy of the value for each branch.</remarks>
    internal Tensor Shared(Tensor x) => F.conv2d(x, Weight, null, _strides, _padding, _dilation, _groups);
}
