using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Dilated separable convolution (quark0/darts <c>DilConv</c>): depthwise k×k of dilation 2, pointwise, batch norm, once.
/// [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].
/// </summary>
public sealed class DilConv : CellOperation
{
    private const int Dilation = 2;

    private readonly int _channels;
    private readonly Convolution _depthwise;
    private readonly Convolution _pointwise;
    private readonly BatchNorm _norm;

    /// <summary>Makes the operation; its state is <c>op.1</c> to <c>op.3</c>.</summary>
    /// <param name="c">Channels.</param>
    /// <param name="kernel">k: 3 or 5 pixels.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="affine">Whether batch norms learn a scale and shift.</param>
    /// <param name="branches">How many edges it computes.</param>
    public DilConv(int c, int kernel, int stride, bool affine = true, int branches = 1)
        : base(nameof(DilConv), branches)
    {
        _channels = c;
        _depthwise = Convolution.Depthwise(c, kernel, stride, Dilation, branches);
        _pointwise = Convolution.Pointwise(c, c, branches: branches);
        _norm = new BatchNorm(c, affine, branches);
        register_module("op", new NamedModules { { 1, _depthwise }, { 2, _pointwise }, { 3, _norm } });
    }

    /// <inheritdoc/>
    public override FoldedChain Fold() => new(Branches, readsShared: false, new(FoldedConvolution.Of(_depthwise)), new(FoldedConvolution.Of(_pointwise, _norm)));

    /// <inheritdoc/>
    internal override ChainLink[] Links(int? branch, Tensor? scale) =>
        [ChainLink.Of(_depthwise, _pointwise, _norm, branch, scale)];

    /// <inheritdoc/>
    protected override Tensor ComputeByLibtorch(Tensor rectified, int? branch, Tensor? scale)
    {
        using Tensor? repeated = branch is null ? Merging.RepeatOnce(rectified, _channels, Branches) : null;
        using Tensor spread = _depthwise.Forward(repeated ?? rectified, branch);
        using Tensor mixed = _pointwise.Forward(spread, branch);
        return _norm.Forward(mixed, branch, scale);
    }
}
