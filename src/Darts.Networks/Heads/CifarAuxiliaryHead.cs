using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// A second classifier on the output of the second reduction cell, during training (quark0/darts <c>AuxiliaryHeadCIFAR</c>): pooling to 2×2,
/// 1×1 convolution to 128 channels, batch norm, ReLU, 2×2 convolution to 768, batch norm, ReLU, linear. [N, C, H, W] → [N, classes].
/// </summary>
public sealed class CifarAuxiliaryHead : Layer
{
    private readonly Convolution _pointwise;
    private readonly BatchNorm _norm1;
    private readonly Convolution _convolution;
    private readonly BatchNorm _norm2;
    private readonly Linear _classifier;

    /// <summary>Makes the head; its state is <c>features.2</c>, <c>.3</c>, <c>.5</c>, <c>.6</c> and <c>classifier</c>.</summary>
    /// <param name="c">Input channels.</param>
    /// <param name="classes">The number of logits.</param>
    public CifarAuxiliaryHead(int c, int classes)
        : base(nameof(CifarAuxiliaryHead))
    {
        _pointwise = Convolution.Pointwise(c, 128);
        _norm1 = new BatchNorm(128);
        _convolution = Convolution.Full(128, 768, (2, 2), (1, 1), (0, 0));
        _norm2 = new BatchNorm(768);
        _classifier = new Linear(768, classes);
        register_module("features", new NamedModules { { 2, _pointwise }, { 3, _norm1 }, { 5, _convolution }, { 6, _norm2 } });
        register_module("classifier", _classifier);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor rectified)
    {
        using Tensor pooled = AuxiliaryPool.To2x2(rectified, stride: 3);
        using Tensor mixed = _pointwise.forward(pooled);
        using Tensor middle = _norm1.forward(mixed);
        using Tensor folded = _convolution.forward(middle.relu_());
        using Tensor last = _norm2.forward(folded);
        using Tensor features = last.relu_().flatten(1);
        return _classifier.forward(features);
    }
}
