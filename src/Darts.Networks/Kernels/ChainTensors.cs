using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The tensors of operations that the kernels compute, from the forward to the backward pass: weights, as live memory outside the graph, and what the 1×1 convolutions give out.</summary>
internal sealed class ChainTensors
{
    private readonly ChainLink[][] _links;
    private readonly Tensor[][] _outputs;

    /// <summary>Allocates what the operations write.</summary>
    /// <param name="links">The stages of each operation; only a first one may have a stride.</param>
    /// <param name="branches">How many branches each operation has.</param>
    /// <param name="shape">Of the value the operations read.</param>
    public ChainTensors(ChainLink[][] links, int branches, long[] shape)
    {
        _links = Array.ConvertAll(links, chain => Array.ConvertAll(chain, Detached));
        _outputs = new Tensor[links.Length][];
        Stages = new StageTensors[links.Length][];
        for (int chain = 0; chain < links.Length; chain++)
            (_outputs[chain], Stages[chain]) = StagesOf(_links[chain], branches, shape);
    }

    /// <summary>The same as addresses.</summary>
    public StageTensors[][] Stages { get; }

    /// <summary>The shape of every operation's result.</summary>
    public long[] OutputShape => _outputs[0][^1].shape;

    /// <summary>Whether gradients of weights are wanted, not only those of the last batch norms.</summary>
    public bool WantsWeights => _links.SelectMany(chain => chain).Any(link => link.Pointwise.requires_grad || link.Depthwise is { requires_grad: true });

    /// <summary>Memory for gradients.</summary>
    /// <param name="beyondNorms">Whether gradients come to lie between the stages.</param>
    public ChainTensorGradients NewGradients(bool beyondNorms) => new(_links, _outputs, beyondNorms);

    /// <summary>Frees everything; may be called more than once.</summary>
    public void Release()
    {
        foreach (Tensor output in _outputs.SelectMany(chain => chain))
            output.Dispose();
        foreach (ChainLink link in _links.SelectMany(chain => chain))
        {
            foreach (Tensor tensor in link.Differentiable.Append(link.RunningMean).Append(link.RunningVariance))
                tensor.Dispose();
        }
    }

    private static (Tensor[] Outputs, StageTensors[] Stages) StagesOf(ChainLink[] links, int branches, long[] shape)
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
            outputs[depth] = empty(shape[0], weight[0], height, width).DetachFromDisposeScope();
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

    /// <summary>The same memory outside the graph, with the wish for gradients noted.</summary>
    private static ChainLink Detached(ChainLink link)
    {
        return new(Of(link.Depthwise), link.Geometry, Of(link.Pointwise)!, Of(link.Scale), Of(link.Shift), Of(link.RunningMean)!, Of(link.RunningVariance)!);

        static Tensor? Of(Tensor? tensor) => tensor?.detach().DetachFromDisposeScope().requires_grad_(tensor.requires_grad);
    }
}
