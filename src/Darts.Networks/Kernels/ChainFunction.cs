using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// An operation computed by Darts.Kernels as one node of the graph. Kept for the backward pass are what the 1×1 convolutions gave out and the batch norms' statistics; the rest is computed
/// again.
/// </summary>
internal sealed class ChainFunction : AutogradFunction
{
    private readonly Tensor _value;
    private readonly ChainTensors _tensors;
    private readonly ConvolutionChains _chains;
    private readonly bool _wantsInput;

    private ChainFunction(Tensor value, ChainLink[] links, int branches, bool training)
    {
        long[] shape = value.shape;
        _value = value.detach().DetachFromDisposeScope();
        _wantsInput = value.requires_grad;
        _tensors = new ChainTensors([links], branches, shape);
        long[] outputShape = _tensors.OutputShape;
        Output = empty(outputShape);
        _chains = new ConvolutionChains(CpuKernels.Workers, new ChainsPlan
        {
            Images = (int)shape[0],
            Branches = branches,
            Input = CpuKernels.Address(_value),
            InputStride = (nint)(shape[1] * shape[2] * shape[3]),
            Output = CpuKernels.Address(Output),
            OutputStride = (nint)(outputShape[1] * outputShape[2] * outputShape[3]),
            Chains = _tensors.Stages,
            Training = training,
        });
        _chains.Forward();
    }

    private Tensor Output { get; }

    /// <summary>The operation's result, or null where kernels do not reach: other devices and types, gradients in evaluation.</summary>
    /// <param name="value">What the operation reads, [N, C, H, W].</param>
    /// <param name="links">Its stages; only the first one may have a stride.</param>
    /// <param name="branches">How many branches it has.</param>
    /// <param name="training">Whether batch norms take the batch's statistics.</param>
    /// <returns>[N, branches·cOut, H', W'].</returns>
    public static Tensor? TryCompute(Tensor value, ChainLink[] links, int branches, bool training)
    {
        // Merged branches may have been given a copy for each.
        if (!CpuKernels.Read(value) || value.shape[1] != links[0].Pointwise.shape[1])
            return null;
        Tensor[] inputs = [value, .. links.SelectMany(link => link.Differentiable)];
        if (!CpuKernels.Compute(inputs, training, value.shape))
            return null;
        var function = new ChainFunction(value, links, branches, training);
        if (CpuKernels.Differentiates(inputs))
            return function.Attach(inputs, function.Output);
        function.Release();
        return function.Output;
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using Tensor readable = CpuKernels.Planes(gradient);
        Tensor? input = _wantsInput ? empty_like(_value) : null;
        using ChainTensorGradients gradients = _tensors.NewGradients(beyondNorms: _wantsInput || _tensors.WantsWeights);
        _chains.Backward(new ChainsGradients
        {
            Output = CpuKernels.Address(readable),
            OutputStride = (nint)readable.stride(0),
            Input = CpuKernels.Address(input),
            InputIsNew = true,
            Stages = gradients.Stages,
        });
        return [input, .. gradients.All];
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _value.Dispose();
        _tensors.Release();
    }
}
