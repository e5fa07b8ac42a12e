using Darts.Genotypes;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Darts.Evaluation.Tests;

/// <summary>
/// The network as quark0/darts (cnn/model.py) interprets a genotype: stock modules, one an edge, ReLUs inside, fixed poolings. Fails where the
/// original fails. What generated networks are compared with.
/// </summary>
internal sealed class OriginalNetwork : Module
{
    private readonly bool _imageNet;
    private readonly Module<Tensor, Tensor> _stem0;
    private readonly Module<Tensor, Tensor>? _stem1;
    private readonly List<OriginalCell> _cells = [];
    private readonly int _auxiliaryAt;
    private readonly OriginalAuxiliaryHead _auxiliaryHead;
    private readonly Module<Tensor, Tensor> _pool;
    private readonly Module<Tensor, Tensor> _classifier;

    public OriginalNetwork(ConvolutionalGenotype genotype, ImageNetworkSpec spec)
        : base(spec.Name)
    {
        (int c, int cIn) = (spec.Channels, spec.Input.Channels);
        _imageNet = spec.Macro == ImageMacro.ImageNet;
        _stem0 = _imageNet
            ? Sequential(("0", Halving(cIn, c / 2)), ("1", BatchNorm2d(c / 2)), ("2", ReLU()), ("3", Halving(c / 2, c)), ("4", BatchNorm2d(c)))
            : Sequential(("0", Conv2d(cIn, 3 * c, 3, padding: 1, bias: false)), ("1", BatchNorm2d(3 * c)));
        _stem1 = _imageNet ? Sequential(("0", ReLU()), ("1", Halving(c, c)), ("2", BatchNorm2d(c))) : null;

        (int before, int previous, bool reduced) = _imageNet ? (c, c, true) : (3 * c, 3 * c, false);
        for (int i = 0; i < spec.Layers; i++)
        {
            bool reduction = i == spec.Layers / 3 || i == 2 * spec.Layers / 3;
            c = reduction ? 2 * c : c;
            _cells.Add(new OriginalCell(reduction ? genotype.Reduce : genotype.Normal, before, previous, c, reduction, reduced));
            (before, previous, reduced) = (previous, c * _cells[i].Multiplier, reduction);
        }
        _auxiliaryAt = 2 * spec.Layers / 3;
        _auxiliaryHead = new OriginalAuxiliaryHead(_cells[_auxiliaryAt].Channels, spec.Classes, _imageNet);
        _pool = _imageNet ? AvgPool2d(7) : AdaptiveAvgPool2d(1);
        _classifier = Linear(previous, spec.Classes);

        register_module(_imageNet ? "stem0" : "stem", _stem0);
        if (_stem1 is not null)
            register_module("stem1", _stem1);
        register_module("cells", NamedModules.List(_cells));
        register_module("auxiliary_head", _auxiliaryHead);
        register_module("classifier", _classifier);
    }

    /// <summary>The auxiliary logits in training only, as the head changes what it reads.</summary>
    public (Tensor Logits, Tensor Auxiliary) Forward(Tensor images)
    {
        Tensor s0 = _stem0.forward(images);
        Tensor s1 = _stem1 is null ? s0 : _stem1.forward(s0);
        Tensor? auxiliary = null;
        foreach ((int i, OriginalCell cell) in _cells.Index())
        {
            (s0, s1) = (s1, cell.Forward(s0, s1));
            if (i == _auxiliaryAt && training)
                auxiliary = _auxiliaryHead.Forward(s1);
        }
        return (_classifier.forward(_pool.forward(s1).flatten(1)), auxiliary!);
    }

    protected override void RegisterComponents()
    {
    }

    private static Module<Tensor, Tensor> Halving(int cIn, int cOut) => Conv2d(cIn, cOut, 3, stride: 2, padding: 1, bias: false);
}

/// <summary>The original's <c>AuxiliaryHeadCIFAR</c> and <c>AuxiliaryHeadImageNet</c>.</summary>
internal sealed class OriginalAuxiliaryHead : Module
{
    private readonly Module<Tensor, Tensor> _features;
    private readonly Module<Tensor, Tensor> _classifier;

    public OriginalAuxiliaryHead(int c, int classes, bool imageNet)
        : base(nameof(OriginalAuxiliaryHead))
    {
        (string, Module<Tensor, Tensor>)[] features =
        [
            ("0", ReLU(inplace: true)), ("1", AvgPool2d(5, imageNet ? 2 : 3, count_include_pad: false)),
            ("2", Conv2d(c, 128, 1L, bias: false)), ("3", BatchNorm2d(128)), ("4", ReLU()),
            ("5", Conv2d(128, 768, 2, bias: false)),
            .. imageNet ? ((string, Module<Tensor, Tensor>)[])[] : [("6", BatchNorm2d(768))],
            ("7", ReLU()),
        ];
        _features = Sequential(features);
        _classifier = Linear(768, classes);
        register_module("features", _features);
        register_module("classifier", _classifier);
    }

    public Tensor Forward(Tensor x) => _classifier.forward(_features.forward(x).flatten(1));

    protected override void RegisterComponents()
    {
    }
}
