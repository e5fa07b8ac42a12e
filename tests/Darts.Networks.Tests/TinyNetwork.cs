using static TorchSharp.torch;

namespace Darts.Networks.Tests;

/// <summary>A hand-written network of the form the generator gives: stem, a normal cell, a reduction cell, heads. Public so that it can be loaded as a plug-in.</summary>
public sealed class TinyNetwork : ImageClassifier
{
    private readonly CifarStem _stem = new(1, 12);
    private readonly Cell _cell0 = new TinyCell(12, 12, 4, previousReduced: false, stride: 1);
    private readonly Cell _cell1 = new TinyCell(12, 8, 8, previousReduced: false, stride: 2);
    private readonly Cell _cell2 = new TinyCell(8, 16, 8, previousReduced: true, stride: 1);
    private readonly CifarAuxiliaryHead _auxiliaryHead = new(16, 5);
    private readonly Linear _classifier = new(16, 5);

    public TinyNetwork()
        : base(new NetworkDescription(nameof(TinyNetwork), "0123456789abcdef", Channels: 1, Height: 9, Width: 7, Classes: 5, Auxiliary: true, Parameters: 0))
    {
        register_module("stem", _stem);
        register_module("cells", new NamedModules { { 0, _cell0 }, { 1, _cell1 }, { 2, _cell2 } });
        register_module("auxiliary_head", _auxiliaryHead);
        register_module("classifier", _classifier);
    }

    public override InferenceNetwork ForInference() => new Folded(this);

    protected override (Tensor Logits, Tensor? Auxiliary) Compute(Tensor images, DropPath drop)
    {
        Tensor stem = _stem.forward(images).relu_();
        Tensor c0 = _cell0.Forward(stem, stem, drop).relu_();
        Tensor c1 = _cell1.Forward(stem, c0, drop).relu_();
        Tensor? auxiliary = training ? _auxiliaryHead.forward(c1) : null;
        Tensor c2 = _cell2.Forward(c0, c1, drop);
        return (_classifier.forward(GlobalPool.Cifar(c2)), auxiliary);
    }

    private sealed class TinyCell : Cell
    {
        private readonly SepConv _sepConv;
        private readonly Layer? _reduce;

        public TinyCell(int channelsBefore, int channelsPrevious, int channels, bool previousReduced, int stride)
            : base(nameof(TinyCell), channelsBefore, channelsPrevious, channels, previousReduced, edges: 2)
        {
            _sepConv = new SepConv(channels, 3, stride);
            _reduce = stride == 2 ? new FactorizedReduce(channels, channels) : null;
            register_module("_ops", _reduce is null ? new NamedModules { { 0, _sepConv } } : new NamedModules { { 0, _sepConv }, { 1, _reduce } });
        }

        public override InferenceCell ForInference() => new Folded(this);

        protected override Tensor Nodes(Tensor s0, Tensor s1, CellDrops drops)
        {
            Tensor node2 = drops.On(0, _sepConv.forward(s0.relu()));
            Tensor node3 = _reduce is null ? s1 : drops.On(1, _reduce.forward(s1.relu()));
            return cat([node2, node3], 1);
        }

        private sealed class Folded : InferenceCell
        {
            private readonly Layer _sepConv;
            private readonly Layer? _reduce;

            public Folded(TinyCell cell)
                : base(nameof(Folded), cell)
            {
                _sepConv = cell._sepConv.Fold();
                _reduce = ((IFoldable?)cell._reduce)?.Fold();
            }

            protected override Tensor Nodes(Tensor s0, Tensor s1) => cat([_sepConv.forward(s0.relu()), _reduce?.forward(s1.relu()) ?? s1], 1);
        }
    }

    private sealed class Folded(TinyNetwork network) : InferenceNetwork(network.Description)
    {
        private readonly Layer _stem = network._stem.Fold();
        private readonly InferenceCell _cell0 = network._cell0.ForInference();
        private readonly InferenceCell _cell1 = network._cell1.ForInference();
        private readonly InferenceCell _cell2 = network._cell2.ForInference();
        private readonly Layer _classifier = network._classifier.Fold();

        protected override Tensor Compute(Tensor images)
        {
            Tensor stem = _stem.forward(images).relu_();
            Tensor c0 = _cell0.Forward(stem, stem).relu_();
            Tensor c1 = _cell1.Forward(stem, c0).relu_();
            return _classifier.forward(GlobalPool.Cifar(_cell2.Forward(c0, c1)));
        }
    }
}
