using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A cell of the supernet: every node is the sum of mixed edges from both inputs and all earlier nodes (DARTS eq. 1 and 2).</summary>
/// <remarks>The original goes from node to node and from edge to edge; here it is value by value, because all edges that leave one are computed together.</remarks>
internal sealed class SearchCell : nn.Module
{
    private readonly int _channels;
    private readonly Layer _preprocess0;
    private readonly ReluConvBn _preprocess1;
    private readonly OutgoingEdges[] _outgoing;

    /// <summary>Makes the cell; its state is <c>preprocess0</c>, <c>preprocess1</c>, <c>_ops.0</c> to <c>_ops.13</c>.</summary>
    /// <param name="channelsBefore">Channels of c_{k-2}.</param>
    /// <param name="channelsPrevious">Channels of c_{k-1}.</param>
    /// <param name="channels">Channels of every node.</param>
    /// <param name="reduction">Whether the cell halves the resolution.</param>
    /// <param name="previousReduced">Whether the previous cell did, so that c_{k-2} has twice the resolution of c_{k-1}.</param>
    public SearchCell(int channelsBefore, int channelsPrevious, int channels, bool reduction, bool previousReduced)
        : base(nameof(SearchCell))
    {
        (_channels, Reduction) = (channels, reduction);
        _preprocess0 = previousReduced
            ? new FactorizedReduce(channelsBefore, channels, affine: false)
            : new ReluConvBn(channelsBefore, channels, affine: false);
        _preprocess1 = new ReluConvBn(channelsPrevious, channels, affine: false);
        _outgoing = [.. Enumerable.Range(0, SearchSpace.Sources).Select(
            source => new OutgoingEdges(source, channels, stride: reduction && source < SearchSpace.Inputs ? 2 : 1))];

        register_module("preprocess0", _preprocess0);
        register_module("preprocess1", _preprocess1);
        var named = new NamedModules();
        foreach (var edges in _outgoing)
            edges.Register(named);
        register_module("_ops", named);
    }

    /// <summary>Whether the cell halves the resolution.</summary>
    public bool Reduction { get; }

    /// <summary>The cell's output, [N, 4·channels, H, W], not rectified.</summary>
    /// <param name="rectified0">The rectified c_{k-2}.</param>
    /// <param name="rectified1">The rectified c_{k-1}.</param>
    /// <param name="weights">The weights of the cell's kind.</param>
    public Tensor Forward(Tensor rectified0, Tensor rectified1, EdgeWeights weights)
    {
        using var scope = NewDisposeScope();
        var scales = weights.Scales(_channels);
        Tensor[] inputs = [_preprocess0.forward(rectified0), _preprocess1.forward(rectified1)];
        return scope.MoveToOuter(ByKernels(inputs, weights, scales) ?? ByLibtorch(inputs, weights, scales));
    }

    private Tensor? ByKernels(Tensor[] inputs, EdgeWeights weights, Tensor[] scales)
    {
        if (!Array.TrueForAll(inputs, CpuKernels.Read))
            return null;
        Tensor? start = Reduction ? _outgoing[0].Reduced(inputs[0], scales)! + _outgoing[1].Reduced(inputs[1], scales)! : null;
        return CellFunction.TryCompute(inputs, [.. _outgoing.Select(edges => edges.ForKernels(weights, scales))], start, training);
    }

    private Tensor ByLibtorch(Tensor[] inputs, EdgeWeights weights, Tensor[] scales)
    {
        var nodes = new NodeSums();
        for (int source = 0; source < _outgoing.Length; source++)
            _outgoing[source].AddTo(nodes, source < SearchSpace.Inputs ? inputs[source] : nodes[source - SearchSpace.Inputs], weights, scales);
        return nodes.Concatenated();
    }

    /// <summary>Does nothing: modules are registered by name.</summary>
    protected override void RegisterComponents()
    {
    }
}
