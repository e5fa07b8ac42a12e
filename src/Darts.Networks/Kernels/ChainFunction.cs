using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// Operations that read one value, computed by Darts.Kernels as one node of the graph: the sum of their outputs, and all gradients. Kept for the backward pass are what the 1×1 convolutions
/// gave out and the batch norms' statistics; the rest is computed again.
/// </summary>
internal sealed class ChainFunction : AutogradFunction
{
    private readonly Tensor _value;
    private readonly ChainLink[][] _links;
    private readonly Tensor[][] _outputs;
    private readonly ConvolutionChains _chains;
    private readonly bool _wantsInput;

    private ChainFunction(Tensor value, ChainLink[][] links, int branches, bool training)
    {
        long[] shape = value.shape;
        _value = Kept(value.detach());
        _links = Array.ConvertAll(links, chain => Array.ConvertAll(chain, Detached));
        _wantsInput = value.requires_grad;
        _outputs = new Tensor[links.Length][];
        var stages = new StageTensors[links.Length][];
        for (int chain = 0; chain < links.Length; chain++)
            (_outputs[chain], stages[chain]) = Stages(_links[chain], branches, shape);
        _chains = new ConvolutionChains(CpuKernels.Workers, (int)shape[0], branches, CpuKernels.Address(_value), stages, training);
    }

    /// <summary>The sum of operations, or null where kernels do not reach: other devices and types, gradients in evaluation.</summary>
    /// <param name="value">What the operations read, [N, C, H, W].</param>
    /// <param name="links">The stages of each operation; only a first one may have a stride.</param>
    /// <param name="branches">How many branches each operation has.</param>
    /// <param name="training">Whether batch norms take the batch's statistics.</param>
    /// <returns>[N, branches·cOut, H', W'].</returns>
    public static Tensor? TryCompute(Tensor value, ChainLink[][] links, int branches, bool training)
    {
        // One value per channel has no variance: what is to be said about that, the batch norm says. Several operations may have been given a copy for each branch.
        long[] shape = value.shape;
        if (!CpuKernels.Read(value) || (training && shape[0] == 1 && shape[2] <= 2 && shape[3] <= 2) || shape[1] != links[0][0].Pointwise.shape[1])
            return null;
        Tensor[] inputs = [value, .. links.SelectMany(chain => chain).SelectMany(link => link.Differentiable)];
        bool differentiates = is_grad_enabled() && Array.Exists(inputs, input => input.requires_grad);
        if ((differentiates && !training) || !Array.TrueForAll(inputs, IsPlain))
            return null;

        var function = new ChainFunction(value, links, branches, training);
        Tensor last = function._outputs[0][^1];
        Tensor output = empty(last.shape);
        function._chains.Forward(CpuKernels.Address(output));
        if (differentiates)
            return function.Attach(inputs, output);
        function.Release();
        return output;
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using Tensor contiguous = gradient.contiguous();
        Tensor? input = _wantsInput ? zeros_like(_value) : null;
        var gradients = Array.ConvertAll(_links, chain => Array.ConvertAll(chain, link => new LinkGradients(link)));
        bool goesOn = input is not null || gradients.SelectMany(chain => chain).Any(link => link.WantsWeights);
        Tensor?[][] between = [.. _outputs.Select(chain => chain.Select((output, depth) => goesOn && depth < chain.Length - 1 ? empty_like(output) : null).ToArray())];
        _chains.Backward(
            CpuKernels.Address(contiguous),
            CpuKernels.Address(input),
            [.. gradients.Zip(between, (chain, outputs) => chain.Zip(outputs, (link, output) => link.Places(CpuKernels.Address(output))).ToArray())]);
        foreach (Tensor? temporary in between.SelectMany(chain => chain))
            temporary?.Dispose();
        return [input, .. gradients.SelectMany(chain => chain).SelectMany(link => link.All)];
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _value.Dispose();
        foreach (Tensor output in _outputs.SelectMany(chain => chain))
            output.Dispose();
        foreach (ChainLink link in _links.SelectMany(chain => chain))
        {
            foreach (Tensor tensor in link.Differentiable.Append(link.RunningMean).Append(link.RunningVariance))
                tensor.Dispose();
        }
    }

    private static (Tensor[] Outputs, StageTensors[] Stages) Stages(ChainLink[] links, int branches, long[] shape)
    {
        var outputs = new Tensor[links.Length];
        var stages = new StageTensors[links.Length];
        (int height, int width) = ((int)shape[2], (int)shape[3]);
        for (int depth = 0; depth < links.Length; depth++)
        {
            ChainLink link = links[depth];
            int kernel = link.Depthwise is { } depthwise ? (int)depthwise.shape[^1] : 1;
            var layout = new DepthwiseShape(height, width, kernel, (int)link.Geometry.Strides[0], (int)link.Geometry.Dilation[0]);
            (height, width) = (layout.OutputHeight, layout.OutputWidth);
            long[] weight = link.Pointwise.shape;
            outputs[depth] = Kept(empty(shape[0], weight[0], height, width));
            stages[depth] = new StageTensors(
                layout,
                (int)weight[1],
                (int)weight[0] / branches,
                CpuKernels.Address(link.Depthwise),
                CpuKernels.Address(link.Pointwise),
                CpuKernels.Address(outputs[depth]),
                CpuKernels.Address(link.Scale),
                CpuKernels.Address(link.Shift),
                CpuKernels.Address(link.RunningMean),
                CpuKernels.Address(link.RunningVariance));
        }
        return (outputs, stages);
    }

    private static bool IsPlain(Tensor tensor) => tensor.dtype == ScalarType.Float32 && tensor.is_contiguous();

    /// <summary>The same memory outside the graph, with the wish for gradients noted.</summary>
    private static ChainLink Detached(ChainLink link)
    {
        return new(Of(link.Depthwise), link.Geometry, Of(link.Pointwise)!, Of(link.Scale), Of(link.Shift), Kept(link.RunningMean.detach()), Kept(link.RunningVariance.detach()));

        static Tensor? Of(Tensor? tensor) => tensor is null ? null : Kept(tensor.detach()).requires_grad_(tensor.requires_grad);
    }

    private static Tensor Kept(Tensor tensor) => tensor.DetachFromDisposeScope();

    /// <summary>The gradients of a link that are wanted.</summary>
    private sealed class LinkGradients(ChainLink link)
    {
        private readonly Tensor? _depthwise = link.Depthwise is { } depthwise && (depthwise.requires_grad || link.Pointwise.requires_grad) ? empty_like(depthwise) : null;
        private readonly Tensor? _pointwise = link.Pointwise.requires_grad || link.Depthwise is { requires_grad: true } ? empty_like(link.Pointwise) : null;
        private readonly Tensor? _scale = link.Scale is { requires_grad: true } scale ? empty_like(scale) : null;
        private readonly Tensor? _shift = link.Shift is { requires_grad: true } shift ? empty_like(shift) : null;

        public bool WantsWeights => _pointwise is not null;

        /// <summary>In the order of <see cref="ChainLink.Differentiable"/>.</summary>
        public IEnumerable<Tensor?> All
        {
            get
            {
                if (link.Depthwise is not null)
                    yield return _depthwise;
                yield return _pointwise;
                if (link.Scale is not null)
                    yield return _scale;
                if (link.Shift is not null)
                    yield return _shift;
            }
        }

        public StageGradients Places(nint output) => new(
            CpuKernels.Address(_depthwise), CpuKernels.Address(_pointwise), CpuKernels.Address(_scale), CpuKernels.Address(_shift), output);
    }
}
