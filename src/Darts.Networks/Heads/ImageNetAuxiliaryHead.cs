using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// A second classifier on the output of the second reduction cell, during training (quark0/darts <c>AuxiliaryHeadImageNet</c>): pooling to 2×2,
/// 1×1 convolution to 128 channels, batch norm, ReLU, 2×2 convolution to 768, ReLU, linear. [N, C, H, W] → [N, classes].
/// </summary>
/// <remarks>The second batch norm is left out, as in the original, which keeps it so for the sake of its published results.</remarks>
public sealed class ImageNetAuxiliaryHead : Layer
{
    private readonly Convolution _pointwise;
    private readonly BatchNorm _norm;
    private readonly Convolution _convolution;
    private readonly Linear _classifier;

    /// <summary>Makes the head; its state is <c>features.2</c>, <c>.3</c>, <c>.5</c> and <c>classifier</c>.</summary>
    /// <param name="c">Input channels.</param>
    /// <param name="classes">The number of logits.</param>
    public ImageNetAuxiliaryHead(int c, int classes)
        : base(nameof(ImageNetAuxiliaryHead))
    {
        _pointwise = Convolution.Pointwise(c, 128);
        _norm = new BatchNorm(128);
        _convolution = Convolution.Full(128, 768, (2, 2), (1, 1), (0, 0));
        _classifier = new Linear(768, classes);
        register_module("features", new NamedModules { { 2, _pointwise }, { 3, _norm }, { 5, _convolution } });
        register_module("classifier", _classifier);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor rectified)
    {
        using Tensor pooled = AuxiliaryPool.To2x2(rectified, stride: 2);
        using Tensor mixed = _pointwise.forward(pooled);
        using Tensor middle = _norm.forward(mixed);
        using Tensor folded = _convolution.forward(middle.relu_());
        using Tensor features = folded.relu_().flatten(1);
        return _classifier.forward(features);
    }
}
