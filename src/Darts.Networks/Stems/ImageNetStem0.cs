using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// The first stem of large images (module <c>stem0</c> of quark0/darts <c>NetworkImageNet</c>): 3×3 convolution of stride 2, batch norm,
/// ReLU, another, batch norm. [N, cIn, H, W] → [N, c, ⌈H/4⌉, ⌈W/4⌉].
/// </summary>
public sealed class ImageNetStem0 : Layer, IFoldable
{
    private readonly Convolution _convolution1;
    private readonly BatchNorm _norm1;
    private readonly Convolution _convolution2;
    private readonly BatchNorm _norm2;

    /// <summary>Makes the stem; its state is <c>0</c>, <c>1</c>, <c>3</c>, <c>4</c>.</summary>
    /// <param name="cIn">An image's channels.</param>
    /// <param name="c">Output channels, the first cell's; the first convolution has ⌊c/2⌋.</param>
    public ImageNetStem0(int cIn, int c)
        : base(nameof(ImageNetStem0))
    {
        _convolution1 = Convolution.Full(cIn, c / 2, (3, 3), (2, 2), (1, 1));
        _norm1 = new BatchNorm(c / 2);
        _convolution2 = Convolution.Full(c / 2, c, (3, 3), (2, 2), (1, 1));
        _norm2 = new BatchNorm(c);
        register_module("0", _convolution1);
        register_module("1", _norm1);
        register_module("3", _convolution2);
        register_module("4", _norm2);
    }

    /// <inheritdoc/>
    public Layer Fold() => new FoldedChain(
        branches: 1,
        readsShared: true,
        new(FoldedConvolution.Of(_convolution1, _norm1), Rectifies: true),
        new(FoldedConvolution.Of(_convolution2, _norm2)));

    /// <inheritdoc/>
    public override Tensor forward(Tensor images)
    {
        using Tensor mixed1 = _convolution1.forward(images);
        using Tensor middle = _norm1.forward(mixed1);
        using Tensor mixed2 = _convolution2.forward(middle.relu_());
        return _norm2.forward(mixed2);
    }
}
