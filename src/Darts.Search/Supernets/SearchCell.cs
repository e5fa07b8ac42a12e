using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>A cell of the supernet: every node is the sum of mixed edges from both inputs and all earlier nodes (DARTS eq. 1 and 2).</summary>
internal sealed class SearchCell : nn.Module
{
    private readonly Layer _preprocess0;
    private readonly ReluConvBn _preprocess1;
    private readonly SharedPools[] _pools;
    private readonly MixedEdge[] _edges;

    /// <summary>Makes the cell; its state is <c>preprocess0</c>, <c>preprocess1</c>, <c>_ops.0</c> to <c>_ops.13</c>.</summary>
    /// <param name="channelsBefore">Channels of c_{k-2}.</param>
    /// <param name="channelsPrevious">Channels of c_{k-1}.</param>
    /// <param name="channels">Channels of every node.</param>
    /// <param name="reduction">Whether the cell halves the resolution.</param>
    /// <param name="previousReduced">Whether the previous cell did, so that c_{k-2} has twice the resolution of c_{k-1}.</param>
    public SearchCell(int channelsBefore, int channelsPrevious, int channels, bool reduction, bool previousReduced)
        : base(nameof(SearchCell))
    {
        Reduction = reduction;
        _preprocess0 = previousReduced
            ? new FactorizedReduce(channelsBefore, channels, affine: false)
            : new ReluConvBn(channelsBefore, channels, affine: false);
        _preprocess1 = new ReluConvBn(channelsPrevious, channels, affine: false);
        int StrideFrom(int value) => reduction && value < SearchSpace.Inputs ? 2 : 1;

        // The last node is read by no other.
        _pools = [.. Enumerable.Range(0, SearchSpace.Inputs + SearchSpace.Nodes - 1).Select(value => new SharedPools(channels, StrideFrom(value)))];
        _edges = new MixedEdge[SearchSpace.Edges];
        var named = new NamedModules();
        for (int node = 0; node < SearchSpace.Nodes; node++)
        {
            for (int from = 0; from < SearchSpace.Predecessors(node); from++)
            {
                int row = SearchSpace.Row(node, from);
                _edges[row] = new MixedEdge(row, channels, StrideFrom(from), _pools[from]);
                named.Add(row, _edges[row]);
            }
        }

        register_module("preprocess0", _preprocess0);
        register_module("preprocess1", _preprocess1);
        register_module("_ops", named);
    }

    /// <summary>Whether the cell halves the resolution.</summary>
    public bool Reduction { get; }

    /// <summary>The cell's output, [N, 4·channels, H, W], not rectified.</summary>
    /// <param name="rectified0">The rectified c_{k-2}.</param>
    /// <param name="rectified1">The rectified c_{k-1}.</param>
    /// <param name="weights">The weights of the cell's kind.</param>
    public Tensor Forward(Tensor rectified0, Tensor rectified1, OperationWeights weights)
    {
        using var scope = NewDisposeScope();
        var values = new List<ReadableValue>(_pools.Length)
        {
            _pools[0].Of(_preprocess0.forward(rectified0)),
            _pools[1].Of(_preprocess1.forward(rectified1)),
        };
        var nodes = new Tensor[SearchSpace.Nodes];
        for (int node = 0; node < SearchSpace.Nodes; node++)
        {
            var sum = new WeightedSum();
            for (int from = 0; from < SearchSpace.Predecessors(node); from++)
                _edges[SearchSpace.Row(node, from)].AddTo(sum, values[from], weights);
            nodes[node] = sum.Value;
            if (values.Count < _pools.Length)
                values.Add(_pools[values.Count].Of(nodes[node]));
        }

        return scope.MoveToOuter(cat(nodes, dim: 1));
    }

    /// <summary>Does nothing: modules are registered by name.</summary>
    protected override void RegisterComponents()
    {
    }
}
