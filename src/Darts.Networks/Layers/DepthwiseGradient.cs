using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>
/// The gradient of a depthwise convolution's input, through libtorch: at stride 1 it is itself a depthwise convolution, of the output's gradient by the kernel turned about, which libtorch
/// computes on a CPU in a fraction of the time of its own backward pass, least of all where the kernel is dilated.
/// </summary>
/// <remarks>
/// The convolution itself reads a value without a gradient, so that libtorch's own node has that of the weights alone; this one stands behind it, hands it the gradient as it is, and adds the
/// value's. Only for float32 on a CPU: a GPU, and the reference code of other types, are no slower backward.
/// </remarks>
internal sealed class DepthwiseGradient : AutogradFunction
{
    private readonly Tensor _weight;
    private readonly ConvolutionGeometry _geometry;
    private readonly bool _wantsOutput;

    private DepthwiseGradient(Tensor output, Tensor weight, ConvolutionGeometry geometry)
    {
        _weight = weight.detach().DetachFromDisposeScope();
        (_geometry, _wantsOutput) = (geometry, output.requires_grad);
    }

    /// <summary>Whether it is used.</summary>
    private static bool Enabled { get; set; } = true;

    /// <summary>Does something with libtorch's own backward pass, which benchmarks compare with.</summary>
    /// <param name="action">What to do.</param>
    public static void Without(Action action)
    {
        Enabled = false;
        try
        {
            action();
        }
        finally
        {
            Enabled = true;
        }
    }

    /// <summary>The convolution, with this backward pass; null where libtorch's own does.</summary>
    /// <param name="value">[N, C, H, W].</param>
    /// <param name="weight">[C, 1, k, k].</param>
    /// <param name="geometry">Of one branch, or of all if the value has all.</param>
    /// <returns>[N, C, H, W].</returns>
    public static Tensor? TryConvolve(Tensor value, Tensor weight, ConvolutionGeometry geometry)
    {
        if (!Serves(value, weight, geometry))
            return null;
        using Tensor read = value.detach();
        using Tensor output = Convolve(read, weight, geometry);
        return new DepthwiseGradient(output, weight, geometry).Attach([output, value], output.detach());
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using Tensor turned = _weight.flip(2, 3);
        return [_wantsOutput ? gradient.alias() : null, Convolve(gradient, turned, _geometry)];
    }

    /// <inheritdoc/>
    protected override void Release() => _weight.Dispose();

    private static bool Serves(Tensor value, Tensor weight, ConvolutionGeometry geometry)
    {
        if (!Enabled || !value.requires_grad || !is_grad_enabled() || value.dtype != ScalarType.Float32 || value.device_type != DeviceType.CPU)
            return false;
        long[] kernel = weight.shape;
        return kernel[1] == 1 && kernel[0] == value.shape[1] && geometry.KeepsResolution(kernel[2..]) && NativeTensors.Instance is not null && !Autocast.IsOn(CPU);
    }

    private static Tensor Convolve(Tensor value, Tensor weight, ConvolutionGeometry geometry) =>
        F.conv2d(value, weight, null, geometry.Strides, geometry.Padding, geometry.Dilation, weight.shape[0]);
}
