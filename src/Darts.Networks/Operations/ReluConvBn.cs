using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>1×1 convolution, batch norm (quark0/darts <c>ReLUConvBN</c>): how a cell preprocesses its inputs. [N, cIn, H, W] → [N, cOut, H, W].</summary>
public sealed class ReluConvBn : Layer, IFoldable
{
    private readonly Convolution _pointwise;
    private readonly BatchNorm _norm;

    /// <summary>Makes the operation; its state is <c>op.1</c>, <c>op.2</c>.</summary>
    /// <param name="cIn">Input channels.</param>
    /// <param name="cOut">Output channels.</param>
    /// <param name="affine">Whether batch norms learn a scale and shift.</param>
    public ReluConvBn(int cIn, int cOut, bool affine = true)
        : base(nameof(ReluConvBn))
    {
        _pointwise = Convolution.Pointwise(cIn, cOut);
        _norm = new BatchNorm(cOut, affine);
        register_module("op", new NamedModules { { 1, _pointwise }, { 2, _norm } });
    }

    /// <inheritdoc/>
    public Layer Fold() => new FoldedChain(branches: 1, readsShared: true, new FoldedChain.Link(FoldedConvolution.Of(_pointwise, _norm)));

    /// <inheritdoc/>
    public override Tensor forward(Tensor rectified)
    {
        if (ChainFunction.TryCompute(rectified, [ChainLink.Of(depthwise: null, _pointwise, _norm, branch: null)], branches: 1, training) is { } result)
            return result;
        using Tensor mixed = _pointwise.forward(rectified);
        return _norm.forward(mixed);
    }
}
