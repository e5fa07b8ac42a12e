using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// A k×k convolution in two strokes (quark0/darts <c>conv_7x1_1x7</c>): full 1×k, full k×1, batch norm.
/// [N, C, H, W] → [N, C, ⌈H/stride⌉, ⌈W/stride⌉].
/// </summary>
public sealed class FactorizedConv : CellOperation
{
    private readonly Convolution _horizontal;
    private readonly Convolution _vertical;
    private readonly BatchNorm _norm;

    /// <summary>Makes the operation; its state is <c>1</c>, <c>2</c>, <c>3</c>.</summary>
    /// <param name="c">Channels.</param>
    /// <param name="kernel">k, odd; 7 pixels in the published architectures.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="affine">Whether batch norms learn a scale and shift.</param>
    /// <param name="branches">How many edges it computes.</param>
    public FactorizedConv(int c, int kernel, int stride, bool affine = true, int branches = 1)
        : base(nameof(FactorizedConv), branches)
    {
        int padding = (kernel - 1) / 2;
        _horizontal = Convolution.Full(c, c, (1, kernel), (1, stride), (0, padding), branches);
        _vertical = Convolution.Full(c, c, (kernel, 1), (stride, 1), (padding, 0), branches);
        _norm = new BatchNorm(c, affine, branches);
        register_module("1", _horizontal);
        register_module("2", _vertical);
        register_module("3", _norm);
    }

    /// <inheritdoc/>
    public override FoldedChain Fold() => new(Branches, readsShared: true, new(FoldedConvolution.Of(_horizontal)), new(FoldedConvolution.Of(_vertical, _norm)));

    /// <inheritdoc/>
    protected override Tensor ComputeByLibtorch(Tensor rectified, int? branch, Tensor? scale)
    {
        using Tensor rows = branch is null ? _horizontal.Shared(rectified) : _horizontal.Forward(rectified, branch);
        using Tensor columns = _vertical.Forward(rows, branch);
        return _norm.Forward(columns, branch, scale);
    }
}
