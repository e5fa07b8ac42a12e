using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Separable convolution (quark0/darts <c>SepConv</c>): depthwise k×k, pointwise, batch norm, ReLU, and all of it once more, the stride in
/// the first pass. [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].
/// </summary>
public sealed class SepConv : CellOperation
{
    private readonly int _channels;
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
    /// <param name="branches">How many edges it computes.</param>
    public SepConv(int c, int kernel, int stride, bool affine = true, int branches = 1)
        : base(nameof(SepConv), branches)
    {
        _channels = c;
        _depthwise1 = Convolution.Depthwise(c, kernel, stride, branches: branches);
        _pointwise1 = Convolution.Pointwise(c, c, branches: branches);
        _norm1 = new BatchNorm(c, affine, branches);
        _depthwise2 = Convolution.Depthwise(c, kernel, stride: 1, branches: branches);
        _pointwise2 = Convolution.Pointwise(c, c, branches: branches);
        _norm2 = new BatchNorm(c, affine, branches);
        register_module("op", new NamedModules
        {
            { 1, _depthwise1 }, { 2, _pointwise1 }, { 3, _norm1 },
            { 5, _depthwise2 }, { 6, _pointwise2 }, { 7, _norm2 },
        });
    }

    /// <inheritdoc/>
    public override FoldedChain Fold() => new(
        Branches,
        readsShared: false,
        new(FoldedConvolution.Of(_depthwise1)),
        new(FoldedConvolution.Of(_pointwise1, _norm1), Rectifies: true),
        new(FoldedConvolution.Of(_depthwise2)),
        new(FoldedConvolution.Of(_pointwise2, _norm2)));

    /// <inheritdoc/>
    internal override ChainLink[] Links(int? branch, Tensor? scale) =>
        [
            ChainLink.Of(_depthwise1, _pointwise1, _norm1, branch),
            ChainLink.Of(_depthwise2, _pointwise2, _norm2, branch, scale),
        ];

    /// <inheritdoc/>
    protected override Tensor ComputeByLibtorch(Tensor rectified, int? branch, Tensor? scale)
    {
        using Tensor? repeated = branch is null ? Merging.RepeatOnce(rectified, _channels, Branches) : null;
        using Tensor spread1 = _depthwise1.Forward(repeated ?? rectified, branch);
        using Tensor mixed1 = _pointwise1.Forward(spread1, branch);
        using Tensor middle = _norm1.Forward(mixed1, branch);
        using Tensor spread2 = _depthwise2.Forward(middle.relu_(), branch);
        using Tensor mixed2 = _pointwise2.Forward(spread2, branch);
        return _norm2.Forward(mixed2, branch, scale);
    }
}
