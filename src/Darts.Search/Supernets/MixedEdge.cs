using Darts.Genotypes;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>An edge that carries every operation at once, weighted by the softmax of its row of α (DARTS §2.2; the original's <c>MixedOp</c>).</summary>
/// <remarks><c>none</c> gives zero, so it is not computed: it shows only in the weight the others do not get.</remarks>
internal sealed class MixedEdge : nn.Module
{
    private readonly int _row;
    private readonly Layer?[] _operations;
    private readonly bool _keepsResolution;

    /// <summary>Makes the edge; its state is <c>_ops.1.1</c> (max pool's batch norm) to <c>_ops.7</c>.</summary>
    /// <param name="row">Its row of α.</param>
    /// <param name="channels">C of both of its ends.</param>
    /// <param name="stride">2 from an input of a reduction cell, else 1.</param>
    /// <param name="pools">The poolings of the value it reads.</param>
    public MixedEdge(int row, int channels, int stride, SharedPools pools)
        : base(nameof(MixedEdge))
    {
        _row = row;
        _keepsResolution = stride == 1;
        _operations = [.. SearchSpace.Operations.Select(operation => Make(operation, channels, stride))];

        var named = new NamedModules();
        for (int column = 0; column < _operations.Length; column++)
        {
            if (_operations[column] is { } layer)
                named.Add(column, layer);
            else if (SearchSpace.Operations[column].Family is OperationFamily.MaxPool)
                named.Add(column, new NamedModules { { 1, pools.MaxNorm } });
            else if (SearchSpace.Operations[column].Family is OperationFamily.AveragePool)
                named.Add(column, new NamedModules { { 1, pools.AverageNorm } });
        }

        register_module("_ops", named);
    }

    /// <summary>Adds every operation's weighted output.</summary>
    /// <param name="value">The value the edge reads.</param>
    /// <param name="weights">The weights of the cell's kind.</param>
    /// <param name="sum">The sum of the node the edge leads to.</param>
    public void AddTo(WeightedSum sum, ReadableValue value, OperationWeights weights)
    {
        for (int column = 0; column < _operations.Length; column++)
        {
            if (_operations[column] is { } layer)
            {
                using var output = layer.forward(value.Rectified);
                sum.Add(output, weights[_row, column]);
            }
            else if (Shared(SearchSpace.Operations[column].Family, value) is { } output)
            {
                sum.Add(output, weights[_row, column]);
            }
        }
    }

    /// <summary>Does nothing: modules are registered by name.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <summary>The operation where it has weights of its own on this edge.</summary>
    private static Layer? Make(Operation operation, int channels, int stride) => operation.Family switch
    {
        OperationFamily.Skip when stride == 2 => new FactorizedReduce(channels, channels, affine: false),
        OperationFamily.SeparableConvolution => new SepConv(channels, operation.Kernel, stride, affine: false),
        OperationFamily.DilatedConvolution => new DilConv(channels, operation.Kernel, stride, affine: false),
        _ => null,
    };

    /// <summary>The output of an operation without weights.</summary>
    private Tensor? Shared(OperationFamily family, ReadableValue value) => family switch
    {
        OperationFamily.MaxPool => value.MaxPooled,
        OperationFamily.AveragePool => value.AveragePooled,
        OperationFamily.Skip when _keepsResolution => value.Raw,
        _ => null,
    };
}
