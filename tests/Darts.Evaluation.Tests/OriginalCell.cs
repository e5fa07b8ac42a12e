using Darts.Genotypes;
using Darts.Networks.Tests.Operations;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Darts.Evaluation.Tests;

/// <summary>The original's <c>Cell</c> of a final network, without drop path.</summary>
internal sealed class OriginalCell : Module
{
    private readonly Genotypes.Cell _cell;
    private readonly Module<Tensor, Tensor> _preprocess0;
    private readonly Module<Tensor, Tensor> _preprocess1;
    private readonly List<Module<Tensor, Tensor>> _ops;

    public OriginalCell(Genotypes.Cell cell, int before, int previous, int c, bool reduction, bool reductionBefore)
        : base(nameof(OriginalCell))
    {
        _cell = cell;
        Channels = c * cell.Concat.Count;
        _preprocess0 = reductionBefore ? Originals.FactorizedReduce(before, c, true) : Originals.ReluConvBn(before, c, true);
        _preprocess1 = Originals.ReluConvBn(previous, c, true);
        _ops = [.. cell.Edges.Select(edge => Operation(edge.Operation, c, reduction && edge.From < 2 ? 2 : 1))];
        register_module("preprocess0", _preprocess0);
        register_module("preprocess1", _preprocess1);
        register_module("_ops", NamedModules.List(_ops));
    }

    public int Channels { get; }

    public int Multiplier => _cell.Concat.Count;

    public Tensor Forward(Tensor s0, Tensor s1)
    {
        var states = new Dictionary<int, Tensor> { [0] = _preprocess0.forward(s0), [1] = _preprocess1.forward(s1) };
        foreach ((int i, Edge edge) in _cell.Edges.Index())
        {
            Tensor value = _ops[i].forward(states[edge.From]);
            states[edge.Node] = states.TryGetValue(edge.Node, out Tensor? sum) ? sum + value : value;
        }
        return cat([.. _cell.Concat.Select(node => states[node])], 1);
    }

    protected override void RegisterComponents()
    {
    }

    private static Module<Tensor, Tensor> Operation(Operation operation, int c, int stride) => operation.Family switch
    {
        OperationFamily.MaxPool => MaxPool2d(3, stride, padding: 1),
        OperationFamily.AveragePool => AvgPool2d(3, stride, padding: 1, count_include_pad: false),
        OperationFamily.Skip => stride == 1 ? Identity() : Originals.FactorizedReduce(c, c, true),
        OperationFamily.SeparableConvolution => Originals.SepConv(c, operation.Kernel, stride, true),
        OperationFamily.DilatedConvolution => Originals.DilConv(c, operation.Kernel, stride, true),
        OperationFamily.FactorizedConvolution => Originals.FactorizedConv(c, stride, true),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "An image network has no such operation."),
    };
}
