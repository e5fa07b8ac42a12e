using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// The nodes of a compiled cell, computed by Darts.Kernels as one node of the graph: every value in turn adds to the nodes it leads to, at their places in the output and with drop path's factors,
/// and in the backward pass, from the last value to the first, the nodes' gradients add to that of the value.
/// </summary>
internal sealed class NodesFunction : AutogradFunction
{
    private readonly int[] _nodes;
    private readonly NodePass[] _passes;
    private readonly Tensor[] _kept;
    private readonly bool[] _wantsInput;
    private readonly bool _rectifies;

    private NodesFunction(Tensor[] inputs, int[] nodes, NodePass[] passes, long[] nodeShape, Tensor? masks, bool rectifies)
    {
        (_nodes, _passes, _rectifies) = (nodes, passes, rectifies);
        _wantsInput = Array.ConvertAll(inputs, static input => input.requires_grad);
        Output = empty(nodeShape[0], nodes.Length * nodeShape[1], nodeShape[2], nodeShape[3]);
        _kept = [.. inputs.Append(Output).Concat(masks is null ? [] : [masks]).Select(static tensor => tensor.detach().DetachFromDisposeScope())];
        var maps = new CellMaps(nodes, _kept[..inputs.Length], Output);
        foreach (NodePass pass in passes)
            pass.Forward(maps);
        // Who reads a node again does so through a ReLU: that the output is rectified changes nothing for them.
        if (rectifies)
            RectifiedMap.Rectify(CpuKernels.Workers, maps.Images, maps.OutputStride, maps.FirstNode);
    }

    private Tensor Output { get; }

    /// <summary>The nodes, or null where kernels do not reach: other devices and types, gradients in evaluation, operations they do not have.</summary>
    /// <param name="inputs">Both inputs, preprocessed: [N, C, H, W].</param>
    /// <param name="layout">How the nodes come about.</param>
    /// <param name="drops">What drop path does to edges.</param>
    /// <param name="training">Whether batch norms take the batch's statistics.</param>
    /// <param name="rectifies">Whether the output goes through a ReLU.</param>
    /// <returns>[N, nodes·C, H', W'].</returns>
    public static Tensor? TryCompute(Tensor[] inputs, CellLayout layout, CellDrops drops, bool training, bool rectifies)
    {
        if (!Array.TrueForAll(inputs, CpuKernels.Read) || NodePasses.Of(inputs, layout, drops, training) is not { } passes)
            return null;
        Tensor[] all = [.. inputs, .. passes.SelectMany(static pass => pass.Differentiable)];
        var function = new NodesFunction(inputs, layout.Nodes, passes, NodePasses.ShapeOf(inputs[0], layout.Stride), drops.Masks, rectifies);
        if (CpuKernels.Differentiates(all))
            return function.Attach(all, function.Output);
        function.Release();
        return function.Output;
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using Tensor nodes = OfNodes(gradient);
        Tensor?[] inputs = [.. _wantsInput.Select((wants, i) => wants ? empty_like(_kept[i]) : null)];
        var gradients = new CellMaps(_nodes, inputs, nodes);
        var rest = new Tensor?[_passes.Length][];
        for (int pass = _passes.Length - 1; pass >= 0; pass--)
            rest[pass] = _passes[pass].Backward(gradients);
        gradients.Finish();
        return [.. inputs, .. rest.SelectMany(static results => results)];
    }

    /// <summary>A copy, for a gradient may be somebody else's too: it takes in what comes to nodes from other nodes.</summary>
    private Tensor OfNodes(Tensor gradient)
    {
        if (!_rectifies)
            return gradient.is_contiguous() ? gradient.clone() : gradient.contiguous();
        using Tensor readable = gradient.contiguous();
        Tensor nodes = empty_like(readable);
        RectifiedMap.Through(
            CpuKernels.Workers, (int)nodes.shape[0], (nint)(nodes.numel() / nodes.shape[0]), CpuKernels.Address(readable), CpuKernels.Address(_kept[_wantsInput.Length]), CpuKernels.Address(nodes));
        return nodes;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        foreach (NodePass pass in _passes)
            pass.Release();
        foreach (Tensor tensor in _kept)
            tensor.Dispose();
    }
}
