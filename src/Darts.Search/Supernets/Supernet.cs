using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The search network: a classifier whose every edge carries all operations, mixed by α (quark0/darts <c>cnn/model_search.py</c>).
/// Its parameters are ω alone; α is given to each pass.</summary>
/// <remarks>
/// State-dict names are the original's. Batch norms have no scale and shift but for the stem's. Values, gradients and running statistics are those of the
/// original's plain form, although a value is rectified and pooled once for all that read it, edges that leave the same value are computed together
/// (<see cref="OutgoingEdges"/>) and <c>none</c> is not computed. Odd sizes work, where the original fails.
/// </remarks>
public sealed class Supernet : nn.Module<Tensor, ConvolutionalArchitecture, Tensor>
{
    private readonly CifarStem _stem;
    private readonly SearchCell[] _cells;
    private readonly Linear _classifier;

    /// <summary>Makes the network with PyTorch's initial weights, drawn from the global generator.</summary>
    /// <param name="channels">C: channels of the first cell's nodes.</param>
    /// <param name="layers">L ≥ 1: cells; those at ⌊L/3⌋ and ⌊2L/3⌋ reduce and double the channels.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="inputChannels">An image's channels.</param>
    public Supernet(int channels, int layers, int classes, int inputChannels)
        : base(nameof(Supernet))
    {
        using var draw = new InitialDraw();
        int stemChannels = SearchSpace.StemMultiplier * channels;
        _stem = new CifarStem(inputChannels, stemChannels);
        _cells = new SearchCell[layers];
        var named = new NamedModules();
        (int before, int previous, int current) = (stemChannels, stemChannels, channels);
        bool previousReduced = false;
        for (int index = 0; index < layers; index++)
        {
            bool reduces = SearchSpace.Reduces(index, layers);
            current *= reduces ? 2 : 1;
            _cells[index] = new SearchCell(before, previous, current, reduces, previousReduced);
            named.Add(index, _cells[index]);
            (before, previous, previousReduced) = (previous, SearchSpace.Nodes * current, reduces);
        }

        _classifier = new Linear(previous, classes);
        register_module("stem", _stem);
        register_module("cells", named);
        register_module("classifier", _classifier);
        draw.Redraw(this);
    }

    /// <summary>The logits.</summary>
    /// <param name="images">[N, C, H, W], of the network's device and type.</param>
    /// <param name="alphas">α, of the same device and type.</param>
    /// <returns>[N, classes]; the caller disposes it.</returns>
    public override Tensor forward(Tensor images, ConvolutionalArchitecture alphas)
    {
        using var scope = NewDisposeScope();
        var normal = EdgeWeights.Of(alphas.Normal);
        var reduce = EdgeWeights.Of(alphas.Reduce);

        // Cells read each other through a ReLU only; the classifier reads the last one as it is.
        var last = _stem.forward(images).relu_();
        var before = last;
        for (int index = 0; index < _cells.Length; index++)
        {
            var cell = _cells[index];
            var output = cell.Forward(before, last, cell.Reduction ? reduce : normal);
            if (index > 0)
                before.Dispose();
            // Not in place: the nodes are in there, which the cell's backward pass reads.
            (before, last) = (last, index + 1 < _cells.Length ? output.relu() : output);
            if (index + 1 < _cells.Length)
                output.Dispose();
        }

        return scope.MoveToOuter(_classifier.forward(GlobalPool.Cifar(last)));
    }

    /// <summary>Parameters and running statistics under the original's names and in its order, whatever was merged.</summary>
    /// <param name="destination">What to add to; null for a new dictionary.</param>
    /// <param name="prefix">What to put before every name.</param>
    /// <returns>Live tensors, or views of them.</returns>
    public override Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
    {
        destination ??= [];
        foreach ((string name, Tensor tensor) in MergedNames.Split(base.state_dict(null, prefix)))
            destination.TryAdd(name, tensor);
        return destination;
    }

    /// <summary>Does nothing: modules are registered by name.</summary>
    protected override void RegisterComponents()
    {
    }
}
