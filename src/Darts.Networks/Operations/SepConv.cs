using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Separable convolution (quark0/darts <c>SepConv</c>): depthwise k×k, pointwise, batch norm, ReLU, and all of it once more, the stride in
/// the first pass. [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].
/// </summary>
public sealed class SepConv : Layer
{
    private readonly Convolution _depthwise1;
    private readonly Convolution _pointwise1;
    private readonly BatchNorm _norm1;
    private readonly Convolution _depthwise2;
    private readonly Convolution _pointwise2;
    private readonly BatchNorm _norm2;

    /// <summary>Makes the operation; its state is <c>op.1</c> to <c>op.3</c> and <c>op.5</c> to <c>op.7</c>.</summary>
    /// <param name="c">Channels.</param>
    /// <param name="kernel">k: 3, 5 or 7 pixels.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="affine">Whether batch norms learn a scale and shift.</param>
    public SepConv(int c, int kernel, int stride, bool affine = true)
        : base(nameof(SepConv))
    {
        _depthwise1 = Convolution.Depthwise(c, kernel, stride);
        _pointwise1 = Convolution.Pointwise(c, c);
        _norm1 = new BatchNorm(c, affine);
        _depthwise2 = Convolution.Depthwise(c, kernel, stride: 1);
        _pointwise2 = Convolution.Pointwise(c, c);
        _norm2 = new BatchNorm(c, affine);
        register_module("op", new NamedModules
        {
            { 1, _depthwise1 }, { 2, _pointwise1 }, { 3, _norm1 },
            { 5, _depthwise2 }, { 6, _pointwise2 }, { 7, _norm2 },
        });
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor rectified)
    {
        using Tensor spread1 = _depthwise1.forward(rectified);
        using Tensor mixed1 = _pointwise1.forward(spread1);
        using Tensor middle = _norm1.forward(mixed1);
        using Tensor spread2 = _depthwise2.forward(middle.relu_());
        using Tensor mixed2 = _pointwise2.forward(spread2);
        return _norm2.forward(mixed2);
    }
}
