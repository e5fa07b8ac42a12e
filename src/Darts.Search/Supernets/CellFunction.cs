using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>
/// A cell of the supernet behind its preprocessing, computed by Darts.Kernels as one node of the graph: every value in turn adds to the nodes it leads to, and in the backward pass, from the
/// last value to the first, the nodes' gradients add to that of the value.
/// </summary>
/// <remarks>The cell's output must not be changed in place: it holds the nodes, which the backward pass reads.</remarks>
internal sealed class CellFunction : AutogradFunction
{
    private readonly SourcePass[] _passes;
    private readonly SourceEdges[] _sources;
    private readonly Tensor[] _kept;
    private readonly bool[] _wantsInput;
    private readonly bool _wantsStart;
    private readonly int _channels;
    private readonly int _area;

    private CellFunction(Tensor[] inputs, SourceEdges[] sources, Tensor? start, bool training)
    {
        long[] shape = inputs[0].shape;
        (_sources, _channels, _wantsStart) = (sources, (int)shape[1], start is { requires_grad: true });
        _wantsInput = Array.ConvertAll(inputs, input => input.requires_grad);
        int stride = sources[0].Stride;
        long[] node = [shape[0], shape[1], ((shape[2] - 1) / stride) + 1, ((shape[3] - 1) / stride) + 1];
        _area = (int)(node[2] * node[3]);
        Output = start is null ? empty(node[0], SearchSpace.Nodes * node[1], node[2], node[3]) : start.detach().clone();
        _kept = [.. inputs.Append(Output).Select(tensor => tensor.detach().DetachFromDisposeScope())];
        nint nodes = CpuKernels.Address(Output), image = (nint)SearchSpace.Nodes * _channels * _area, input = (nint)(shape[1] * shape[2] * shape[3]);
        _passes = new SourcePass[sources.Length];
        for (int source = 0; source < sources.Length; source++)
        {
            var value = source < SearchSpace.Inputs ? (CpuKernels.Address(_kept[source]), input) : (Node(nodes, source - SearchSpace.Inputs), image);
            _passes[source] = new SourcePass(
                sources[source],
                value,
                source < SearchSpace.Inputs ? shape : node,
                (Node(nodes, sources[source].FirstNode), image),
                accumulates: source > 0 || start is not null,
                training);
            _passes[source].Forward();
        }
    }

    private Tensor Output { get; }

    /// <summary>The cell's output, or null where kernels do not reach: other devices and types, gradients in evaluation.</summary>
    /// <param name="inputs">Both inputs, preprocessed: [N, C, H, W].</param>
    /// <param name="sources">The edges that leave each value.</param>
    /// <param name="start">What is already known of the nodes, [N, 4·C, H', W'], or null.</param>
    /// <param name="training">Whether batch norms take the batch's statistics.</param>
    /// <returns>[N, 4·C, H', W'].</returns>
    public static Tensor? TryCompute(Tensor[] inputs, SourceEdges[] sources, Tensor? start, bool training)
    {
        Tensor[] all = [.. inputs, .. start is null ? [] : (Tensor[])[start], .. sources.SelectMany(source => source.Differentiable)];
        if (!CpuKernels.Compute(all, training, inputs[0].shape))
            return null;
        var function = new CellFunction(inputs, sources, start, training);
        if (CpuKernels.Differentiates(all))
            return function.Attach(all, function.Output);
        function.Release();
        return function.Output;
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        // A gradient may be somebody else's too; this copy takes in what comes to the nodes from other nodes.
        Tensor nodes = gradient.is_contiguous() ? gradient.clone() : gradient.contiguous();
        var inputs = new Tensor?[SearchSpace.Inputs];
        var rest = new Tensor?[_passes.Length][];
        for (int source = _passes.Length - 1; source >= 0; source--)
        {
            nint value;
            if (source < SearchSpace.Inputs)
                value = CpuKernels.Address(inputs[source] = _wantsInput[source] ? empty_like(_kept[source]) : null);
            else
                value = Node(CpuKernels.Address(nodes), source - SearchSpace.Inputs);
            rest[source] = _passes[source].Backward(Node(CpuKernels.Address(nodes), _sources[source].FirstNode), value, isNew: source < SearchSpace.Inputs);
        }

        if (_wantsStart)
            return [.. inputs, nodes, .. rest.SelectMany(gradients => gradients)];
        nodes.Dispose();
        return [.. inputs, .. rest.SelectMany(gradients => gradients)];
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        foreach (var pass in _passes)
            pass.Release();
        foreach (var tensor in _kept)
            tensor.Dispose();
    }

    private nint Node(nint first, int node) => first + ((nint)node * _channels * _area * sizeof(float));
}
