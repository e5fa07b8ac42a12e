using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A convolution without bias: [N, cIn, H, W] → [N, cOut, H', W']. Holds <c>weight</c>.</summary>
public sealed class Convolution : Layer
{
    private Convolution(long[] weight, ConvolutionGeometry geometry)
        : base(nameof(Convolution))
    {
        Geometry = geometry;
        register_parameter("weight", Initial.Uniform(fanIn: weight[1] * weight[2] * weight[3], [geometry.Branches * weight[0], .. weight[1..]]));
    }

    /// <summary>How it moves over its input.</summary>
    internal ConvolutionGeometry Geometry { get; }

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
        new([cOut, cIn, kernel.H, kernel.W], new([stride.H, stride.W], [padding.H, padding.W], Dilation: [1, 1], Groups: 1, branches));

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
        return new([c, 1, kernel, kernel], new([stride, stride], [padding, padding], [dilation, dilation], Groups: c, branches));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => Forward(x);

    /// <inheritdoc cref="ConvolutionGeometry.Convolve"/>
    internal Tensor Forward(Tensor x, int? branch = null) => Geometry.Convolve(x, Weight, bias: null, branch);

    /// <summary>The weights of all branches or of one: live, or a view.</summary>
    internal Tensor WeightOf(int? branch)
    {
        Tensor all = Weight;
        long channels = all.shape[0] / Geometry.Branches;
        return branch is { } index ? all.narrow(0, index * channels, channels) : all;
    }

    /// <inheritdoc cref="ConvolutionGeometry.ConvolveShared"/>
    internal Tensor Shared(Tensor x) => Geometry.ConvolveShared(x, Weight);
}
