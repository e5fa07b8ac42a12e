using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>An operation of depthwise and 1×1 convolutions, its branches each to a node of their own.</summary>
/// <param name="from">The value it reads, through a ReLU.</param>
/// <param name="shape">The value's shape, [N, C, H, W].</param>
/// <param name="links">Its stages.</param>
/// <param name="parts">How many of its branches make an edge's channels.</param>
/// <param name="targets">Of each branch.</param>
/// <param name="training">Whether batch norms take the batch's statistics.</param>
internal sealed class ChainPass(int from, long[] shape, ChainLink[] links, int parts, NodeTarget[] targets, bool training) : NodePass
{
    private ChainTensors? _tensors;
    private ConvolutionChains? _chains;

    /// <inheritdoc/>
    public override IEnumerable<Tensor> Differentiable => links.SelectMany(static link => link.Differentiable);

    /// <inheritdoc/>
    public override void Forward(CellMaps maps)
    {
        var (value, stride) = maps.Of(from);
        _tensors = new ChainTensors([links], parts * targets.Length, shape);
        _chains = new ConvolutionChains(CpuKernels.Workers, new ChainsPlan
        {
            Images = maps.Images,
            Branches = parts * targets.Length,
            Input = value,
            InputStride = stride,
            Rectifies = true,
            Output = maps.FirstNode,
            OutputStride = maps.OutputStride,
            Targets = [.. from target in targets
                          from part in Enumerable.Range(0, parts)
                          select new BranchTarget(maps.Offset(target.Node) + ((nint)part * maps.NodeLength / parts), target.Factors, target.Accumulates)],
            Chains = _tensors.Stages,
            Training = training,
        });
        _chains.Forward();
    }

    /// <inheritdoc/>
    public override Tensor?[] Backward(CellMaps gradients)
    {
        nint value = gradients.Of(from).First;
        using Tensor? rectified = value == 0 ? null : empty(shape);
        using ChainTensorGradients results = _tensors!.NewGradients(beyondNorms: value != 0 || _tensors.WantsWeights);
        _chains!.Backward(new ChainsGradients
        {
            Output = gradients.FirstNode,
            OutputStride = gradients.OutputStride,
            Input = value,
            InputIsNew = gradients.Begin(from),
            Rectified = CpuKernels.Address(rectified),
            Stages = results.Stages,
        });
        return [.. results.All];
    }

    /// <inheritdoc/>
    public override void Release() => _tensors?.Release();
}
