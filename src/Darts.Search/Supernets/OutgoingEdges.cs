using Darts.Genotypes;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>
/// All edges that leave one value of a cell: what they have in common is computed once (the ReLU, both pools), and the same operation on all of them in one pass.
/// </summary>
/// <remarks>
/// An edge is ō(x) = Σₒ softmax(α)ₒ · o(x). An operation that ends in a batch norm without a scale of its own takes its weight as that scale, whose gradient is the
/// weight's; <c>none</c> adds nothing and is left out. The other three operations have the same output on every edge, so the edges' sums of them are one product of matrices.
/// </remarks>
internal sealed class OutgoingEdges
{
    private readonly int _source;
    private readonly int _channels;
    private readonly int[] _rows;
    private readonly bool _keepsResolution;
    private readonly SharedPools _pools;
    private readonly List<(int Column, CellOperation Operation)> _operations = [];

    /// <summary>Makes the edges.</summary>
    /// <param name="source">The value they leave: 0 and 1 are the cell's inputs, then come its nodes.</param>
    /// <param name="channels">C of both of an edge's ends.</param>
    /// <param name="stride">2 from an input of a reduction cell, else 1.</param>
    public OutgoingEdges(int source, int channels, int stride)
    {
        (_source, _channels, _keepsResolution) = (source, channels, stride == 1);
        _rows = [.. SearchSpace.RowsFrom(source)];
        _pools = new SharedPools(channels, stride);
        for (int column = 0; column < SearchSpace.Operations.Count; column++)
        {
            if (Make(SearchSpace.Operations[column], channels, stride, _rows.Length) is { } operation)
                _operations.Add((column, operation));
        }
    }

    private int FirstNode => SearchSpace.FirstReader(_source);

    /// <summary>Puts the state where the original has it: <c>ROW._ops.1.1</c> (max pool's batch norm) to <c>ROW._ops.7</c>.</summary>
    /// <param name="cell">The list of the cell's edges.</param>
    public void Register(NamedModules cell)
    {
        // The batch norms after pools are the same object on every edge, not one after the other as what is merged: they go by each edge's own name.
        var merged = new NamedModules();
        foreach (int row in _rows)
        {
            var edge = _rows.Length == 1 ? merged : [];
            edge.Add(SearchSpace.Column(OperationFamily.MaxPool), new NamedModules { { 1, _pools.MaxNorm } });
            edge.Add(SearchSpace.Column(OperationFamily.AveragePool), new NamedModules { { 1, _pools.AverageNorm } });
            cell.Add(row, new NamedModules { { "_ops", edge } });
        }

        foreach (var (column, operation) in _operations)
            merged.Add(column, operation);
        if (_rows.Length > 1)
            cell.Add(MergedNames.Join(_rows), new NamedModules { { "_ops", merged } });
    }

    /// <summary>What the kernels compute of the edges: all but the factorized reduction.</summary>
    /// <param name="weights">The weights of the cell's kind.</param>
    /// <param name="scales">The same as scales of batch norms.</param>
    public SourceEdges ForKernels(EdgeWeights weights, Tensor[] scales) => new(
        FirstNode,
        _rows.Length,
        [.. from operation in _operations
            where operation.Operation is not FactorizedReduce
            select operation.Operation.Links(branch: null, Scale(scales, operation.Column))],
        weights.Plain(_source, withIdentity: _keepsResolution).contiguous(),
        _pools,
        _keepsResolution ? 1 : 2);

    /// <summary>The factorized reductions of all edges, [N, edges·C, ⌈H/2⌉, ⌈W/2⌉]; null where the edges keep the resolution.</summary>
    /// <param name="value">The value the edges leave, [N, C, H, W].</param>
    /// <param name="scales">The weights of the cell's kind as scales of batch norms.</param>
    public Tensor? Reduced(Tensor value, Tensor[] scales)
    {
        if (_keepsResolution)
            return null;
        using var rectified = value.relu();
        var (column, operation) = _operations.Single(operation => operation.Operation is FactorizedReduce);
        return operation.Merged(rectified, Scale(scales, column));
    }

    /// <summary>Adds every edge's mixture to its node.</summary>
    /// <param name="nodes">The sums.</param>
    /// <param name="value">The value the edges leave, [N, C, H, W].</param>
    /// <param name="weights">The weights of the cell's kind.</param>
    /// <param name="scales">The same as scales of batch norms.</param>
    public void AddTo(NodeSums nodes, Tensor value, EdgeWeights weights, Tensor[] scales)
    {
        using var rectified = value.relu();
        using var plain = PlainSums(value, weights);
        if (_rows.Length == 1 || Merging.Pays(rectified, _rows.Length))
            AddMerged(nodes, rectified, plain, scales);
        else
            AddOneByOne(nodes, rectified, plain, scales);
    }

    /// <summary>One pass an operation, over all edges.</summary>
    private void AddMerged(NodeSums nodes, Tensor rectified, Tensor plain, Tensor[] scales)
    {
        using var repeated = _rows.Length == 1 ? null : Merging.Repeat(rectified, _rows.Length);
        Tensor? sum = null;
        foreach (var (column, operation) in _operations)
            sum = Sum(sum, operation.Merged(operation is FactorizedReduce ? rectified : repeated ?? rectified, Scale(scales, column)));
        using var edges = Sum(sum, plain);
        var parts = edges.chunk(_rows.Length, dim: 1);
        for (int edge = 0; edge < parts.Length; edge++)
            nodes.Add(FirstNode + edge, parts[edge]);
    }

    /// <summary>One pass an operation and edge.</summary>
    private void AddOneByOne(NodeSums nodes, Tensor rectified, Tensor plain, Tensor[] scales)
    {
        var plains = plain.chunk(_rows.Length, dim: 1);
        for (int edge = 0; edge < _rows.Length; edge++)
        {
            Tensor? sum = null;
            foreach (var (column, operation) in _operations)
            {
                using var scale = Scale(scales, column).narrow(0, edge * _channels, _channels);
                sum = Sum(sum, operation.OfBranch(edge, rectified, scale));
            }

            nodes.Add(FirstNode + edge, Sum(sum, plains[edge]));
        }
    }

    /// <summary>The edges' sums over both pools and the identity, each times its weight: [N, edges·C, H, W].</summary>
    private Tensor PlainSums(Tensor value, EdgeWeights weights)
    {
        using var scope = NewDisposeScope();
        var (max, average) = _pools.Of(value);
        var outputs = cat(_keepsResolution ? [max, average, value] : [max, average], dim: 1);
        max.Dispose();
        average.Dispose();
        long[] shape = outputs.shape;
        var plain = weights.Plain(_source, withIdentity: _keepsResolution);
        long count = plain.shape[1];
        var sums = plain.expand(shape[0], -1, -1).bmm(outputs.view(shape[0], count, -1));
        return scope.MoveToOuter(sums.view(shape[0], _rows.Length * _channels, shape[2], shape[3]));
    }

    private Tensor Scale(Tensor[] scales, int column) => scales[(column * SearchSpace.Sources) + _source];

    /// <summary>Adds a term in place; batch norm does not need what it has given out.</summary>
    private static Tensor Sum(Tensor? sum, Tensor term)
    {
        if (sum is null)
            return term;
        sum.add_(term);
        term.Dispose();
        return sum;
    }

    /// <summary>The operation, where it has weights of its own on every edge.</summary>
    private static CellOperation? Make(Operation operation, int channels, int stride, int edges) => operation.Family switch
    {
        OperationFamily.Skip when stride == 2 => new FactorizedReduce(channels, channels, affine: false, edges),
        OperationFamily.SeparableConvolution => new SepConv(channels, operation.Kernel, stride, affine: false, edges),
        OperationFamily.DilatedConvolution => new DilConv(channels, operation.Kernel, stride, affine: false, edges),
        _ => null,
    };
}
