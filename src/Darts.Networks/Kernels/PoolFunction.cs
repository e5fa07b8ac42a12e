using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Pooling over 3×3 pixels computed by Darts.Kernels as one node of the graph.</summary>
internal sealed class PoolFunction : AutogradFunction
{
    private readonly Tensor _value;
    private readonly Tensor? _kept;
    private readonly PlanePool _pool;

    private PoolFunction(Tensor value, int stride, bool isMaximum)
    {
        long[] shape = value.shape;
        var windows = new DepthwiseShape((int)shape[2], (int)shape[3], kernel: 3, stride, dilation: 1);
        _value = value.detach().DetachFromDisposeScope();
        Output = empty(shape[0], shape[1], windows.OutputHeight, windows.OutputWidth);
        // The mean's gradient reads neither.
        _kept = isMaximum ? Output.detach().DetachFromDisposeScope() : null;
        _pool = new PlanePool(windows, (int)shape[0], (int)shape[1], isMaximum, CpuKernels.Address(_value), CpuKernels.Address(Output));
        _pool.Forward(CpuKernels.Workers);
    }

    private Tensor Output { get; }

    /// <summary>The pool, or null where kernels do not reach.</summary>
    /// <param name="value">What is pooled, [N, C, H, W].</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="isMaximum">Maximum, or mean of the pixels that exist.</param>
    /// <returns>[N, C, ⌈H/stride⌉, ⌈W/stride⌉].</returns>
    public static Tensor? TryCompute(Tensor value, int stride, bool isMaximum)
    {
        if (!CpuKernels.Read(value))
            return null;
        var function = new PoolFunction(value, stride, isMaximum);
        if (CpuKernels.Differentiates([value]))
            return function.Attach([value], function.Output);
        function.Release();
        return function.Output;
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using Tensor readable = CpuKernels.Planes(gradient);
        Tensor input = empty_like(_value);
        _pool.Backward(CpuKernels.Workers, CpuKernels.Address(readable), (nint)readable.stride(0), CpuKernels.Address(input));
        return [input];
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _value.Dispose();
        _kept?.Dispose();
    }
}
