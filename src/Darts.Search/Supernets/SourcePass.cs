using Darts.Kernels;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>Both passes over the edges that leave one value of a cell, with what has to be kept between them.</summary>
internal sealed class SourcePass
{
    private readonly SourceEdges _edges;
    private readonly ChainTensors _tensors;
    private readonly Tensor[] _pools;
    private readonly Tensor[] _kept;
    private readonly Tensor _plain;
    private readonly bool _wantsPlain;
    private readonly ConvolutionChains _chains;
    private readonly long[] _shape;
    private readonly nint _nodesStride;

    /// <summary>Allocates.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="value">Where the value is, and where its first channel of the next image.</param>
    /// <param name="shape">The value's shape, [N, C, H, W].</param>
    /// <param name="nodes">Where the first node is, and where that of the next image.</param>
    /// <param name="accumulates">Whether the nodes hold sums already.</param>
    /// <param name="training">Whether batch norms take the batch's statistics.</param>
    public SourcePass(SourceEdges edges, (nint First, nint Stride) value, long[] shape, (nint First, nint Stride) nodes, bool accumulates, bool training)
    {
        (_edges, _shape, _nodesStride) = (edges, shape, nodes.Stride);
        _tensors = new ChainTensors(edges.Links, edges.Edges, shape);
        var windows = new DepthwiseShape((int)shape[2], (int)shape[3], kernel: 3, edges.Stride, dilation: 1);
        _pools = [.. Enumerable.Range(0, 2).Select(_ => empty(shape[0], shape[1], windows.OutputHeight, windows.OutputWidth).DetachFromDisposeScope())];
        _plain = edges.Plain.detach().DetachFromDisposeScope();
        _wantsPlain = edges.Plain.requires_grad;
        var (_, _, maxMean, maxVariance) = edges.Pools.MaxNorm.State(branch: null);
        var (_, _, averageMean, averageVariance) = edges.Pools.AverageNorm.State(branch: null);
        _kept = [.. new[] { maxMean, maxVariance, averageMean, averageVariance }.Select(tensor => tensor.detach().DetachFromDisposeScope())];
        _chains = new ConvolutionChains(CpuKernels.Workers, new ChainsPlan
        {
            Images = (int)shape[0],
            Branches = edges.Edges,
            Input = value.First,
            InputStride = value.Stride,
            Rectifies = true,
            Output = nodes.First,
            OutputStride = nodes.Stride,
            Accumulates = accumulates,
            Chains = _tensors.Stages,
            Training = training,
            Pools = new PoolTensors(
                windows,
                (int)shape[1],
                WithIdentity: edges.Stride == 1,
                CpuKernels.Address(_plain),
                CpuKernels.Address(_pools[0]),
                CpuKernels.Address(_pools[1]),
                CpuKernels.Address(_kept[0]),
                CpuKernels.Address(_kept[1]),
                CpuKernels.Address(_kept[2]),
                CpuKernels.Address(_kept[3])),
        });
    }

    /// <summary>Adds the edges' outputs to the nodes.</summary>
    public void Forward() => _chains.Forward();

    /// <summary>Adds to the value's gradient, or writes it, and computes those of weights.</summary>
    /// <param name="nodes">Where the gradient of the first node is.</param>
    /// <param name="value">Where that of the value is; 0 if it is not wanted.</param>
    /// <param name="isNew">Whether the value's gradient holds nothing yet.</param>
    /// <returns>In the order of <see cref="SourceEdges.Differentiable"/>.</returns>
    public Tensor?[] Backward(nint nodes, nint value, bool isNew)
    {
        using var rectified = value == 0 ? null : empty(_shape);
        using var gradients = _tensors.NewGradients(beyondNorms: value != 0 || _tensors.WantsWeights);
        var plain = _wantsPlain ? empty_like(_plain) : null;
        _chains.Backward(new ChainsGradients
        {
            Output = nodes,
            OutputStride = _nodesStride,
            Input = value,
            InputIsNew = isNew,
            Rectified = CpuKernels.Address(rectified),
            Stages = gradients.Stages,
            PoolWeights = CpuKernels.Address(plain),
        });
        return [.. gradients.All, plain];
    }

    /// <summary>Frees everything; may be called more than once.</summary>
    public void Release()
    {
        _tensors.Release();
        _plain.Dispose();
        foreach (var tensor in _pools.Concat(_kept))
            tensor.Dispose();
    }
}
