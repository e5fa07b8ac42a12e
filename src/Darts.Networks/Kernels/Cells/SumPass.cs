using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What is there already and only has to be added to nodes: a value of the cell (an identity), or what was computed outside, by a pool or a factorized reduction.</summary>
internal sealed class SumPass : NodePass
{
    private readonly int _from;
    private readonly Tensor? _outside;
    private readonly bool _wantsOutside;
    private readonly NodeTarget[] _targets;

    /// <summary>Prepares it.</summary>
    /// <param name="from">The value.</param>
    /// <param name="outside">What is added instead of the value, [N, C, H', W'], contiguous; null for an identity. Its memory is read in the forward pass only.</param>
    /// <param name="targets">The nodes.</param>
    public SumPass(int from, Tensor? outside, NodeTarget[] targets)
    {
        (_from, _targets) = (from, targets);
        _outside = outside;
        _wantsOutside = outside is { requires_grad: true };
    }

    /// <inheritdoc/>
    public override IEnumerable<Tensor> Differentiable => _outside is null ? [] : [_outside];

    /// <inheritdoc/>
    public override void Forward(CellMaps maps)
    {
        var (first, stride) = _outside is null ? maps.Of(_from) : (CpuKernels.Address(_outside), maps.NodeLength);
        Add(maps, Array.ConvertAll(_targets, target => new Summand(first, stride, maps.Of(target.Node).First, maps.OutputStride, target.Factors, target.Accumulates)));
    }

    /// <inheritdoc/>
    public override Tensor?[] Backward(CellMaps gradients)
    {
        Tensor? result = _wantsOutside ? empty(gradients.NodeShape) : null;
        var (first, stride) = _outside is null ? gradients.Of(_from) : (CpuKernels.Address(result), gradients.NodeLength);
        if (first != 0)
        {
            bool begins = _outside is not null || gradients.Begin(_from);
            Add(gradients, [.. _targets.Select((target, i) =>
                new Summand(gradients.Of(target.Node).First, gradients.OutputStride, first, stride, target.Factors, Accumulates: i > 0 || !begins))]);
        }
        return _outside is null ? [] : [result];
    }

    private static void Add(CellMaps maps, Summand[] summands) => ScaledSums.Add(CpuKernels.Workers, maps.Images, maps.NodeLength, summands);
}
