using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>3×3 convolution, batch norm: what small images go through before the first cell (module <c>stem</c> of quark0/darts
/// <c>NetworkCIFAR</c>). [N, cIn, H, W] → [N, c, H, W].</summary>
public sealed class CifarStem : Layer, IFoldable
{
    private readonly Convolution _convolution;
    private readonly BatchNorm _norm;

    /// <summary>Makes the stem; its state is <c>0</c>, <c>1</c>.</summary>
    /// <param name="cIn">An image's channels.</param>
    /// <param name="c">Output channels; three times the first cell's in DARTS.</param>
    public CifarStem(int cIn, int c)
        : base(nameof(CifarStem))
    {
        _convolution = Convolution.Full(cIn, c, (3, 3), (1, 1), (1, 1));
        _norm = new BatchNorm(c);
        register_module("0", _convolution);
        register_module("1", _norm);
    }

    /// <inheritdoc/>
    public Layer Fold() => new FoldedChain(branches: 1, readsShared: true, new FoldedChain.Link(FoldedConvolution.Of(_convolution, _norm)));

    /// <inheritdoc/>
    public override Tensor forward(Tensor images)
    {
        using Tensor mixed = _convolution.forward(images);
        return _norm.forward(mixed);
    }
}
