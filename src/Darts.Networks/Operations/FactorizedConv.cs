using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// A k×k convolution in two strokes (quark0/darts <c>conv_7x1_1x7</c>): full 1×k, full k×1, batch norm.
/// [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].
/// </summary>
public sealed class FactorizedConv : Layer
{
    private readonly Convolution _horizontal;
    private readonly Convolution _vertical;
    private readonly BatchNorm _norm;

    /// <summary>Makes the operation; its state is <c>1</c>, <c>2</c>, <c>3</c>.</summary>
    /// <param name="c">Channels.</param>
    /// <param name="kernel">k, odd; 7 pixels in the published architectures.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="affine">Whether batch norms learn a scale and shift.</param>
    public FactorizedConv(int c, int kernel, int stride, bool affine = true)
        : base(nameof(FactorizedConv))
    {
        int padding = (kernel - 1) / 2;
        _horizontal = Convolution.Full(c, c, (1, kernel), (1, stride), (0, padding));
        _vertical = Convolution.Full(c, c, (kernel, 1), (stride, 1), (padding, 0));
        _norm = new BatchNorm(c, affine);
        register_module("1", _horizontal);
        register_module("2", _vertical);
        register_module("3", _norm);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor rectified)
    {
        using Tensor rows = _horizontal.forward(rectified);
        using Tensor columns = _vertical.forward(rows);
        return _norm.forward(columns);
    }
}
