using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// The second stem of large images (module <c>stem1</c> of quark0/darts <c>NetworkImageNet</c>): 3×3 convolution of stride 2, batch norm.
/// [N, c, H, W] → [N, c, ⌈H/2⌉, ⌈W/2⌉].
/// </summary>
public sealed class ImageNetStem1 : Layer, IFoldable
{
    private readonly Convolution _convolution;
    private readonly BatchNorm _norm;

    /// <summary>Makes the stem; its state is <c>1</c>, <c>2</c>.</summary>
    /// <param name="c">Channels of input and output.</param>
    public ImageNetStem1(int c)
        : base(nameof(ImageNetStem1))
    {
        _convolution = Convolution.Full(c, c, (3, 3), (2, 2), (1, 1));
        _norm = new BatchNorm(c);
        register_module("1", _convolution);
        register_module("2", _norm);
    }

    /// <inheritdoc/>
    public Layer Fold() => new FoldedChain(branches: 1, readsShared: true, new FoldedChain.Link(FoldedConvolution.Of(_convolution, _norm)));

    /// <inheritdoc/>
    public override Tensor forward(Tensor rectified)
    {
        using Tensor mixed = _convolution.forward(rectified);
        return _norm.forward(mixed);
    }
}
