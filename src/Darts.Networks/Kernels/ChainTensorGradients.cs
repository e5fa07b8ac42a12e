using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The gradients of <see cref="ChainTensors"/> that are wanted. Those between the stages are freed with this object; the others go to libtorch.</summary>
internal sealed class ChainTensorGradients : IDisposable
{
    private readonly List<Tensor> _between = [];
    private readonly List<Tensor?> _all = [];

    /// <summary>Allocates them.</summary>
    /// <param name="links">The stages of each operation.</param>
    /// <param name="outputs">What each stage gives out.</param>
    /// <param name="beyondNorms">Whether gradients come to lie between the stages.</param>
    public ChainTensorGradients(ChainLink[][] links, Tensor[][] outputs, bool beyondNorms)
    {
        Stages = new StageGradients[links.Length][];
        for (int chain = 0; chain < links.Length; chain++)
        {
            Stages[chain] = new StageGradients[links[chain].Length];
            for (int depth = 0; depth < links[chain].Length; depth++)
                Stages[chain][depth] = Of(links[chain][depth], beyondNorms && depth < links[chain].Length - 1 ? outputs[chain][depth] : null);
        }
    }

    /// <summary>Where they go.</summary>
    public StageGradients[][] Stages { get; }

    /// <summary>In the order of <see cref="ChainLink.Differentiable"/>, null where none is wanted.</summary>
    public IReadOnlyList<Tensor?> All => _all;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _between)
            tensor.Dispose();
    }

    private StageGradients Of(ChainLink link, Tensor? output)
    {
        bool weights = link.Pointwise.requires_grad || link.Depthwise is { requires_grad: true };
        Tensor? between = output is null ? null : empty_like(output);
        if (between is not null)
            _between.Add(between);
        return new(New(link.Depthwise, weights), New(link.Pointwise, weights), New(link.Scale), New(link.Shift), CpuKernels.Address(between));
    }

    private nint New(Tensor? tensor, bool? wanted = null)
    {
        if (tensor is null)
            return 0;
        Tensor? gradient = wanted ?? tensor.requires_grad ? empty_like(tensor) : null;
        _all.Add(gradient);
        return CpuKernels.Address(gradient);
    }
}
