using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>From a cell's layout to what computes it.</summary>
internal static class NodePasses
{
    /// <summary>The passes, in an order in which every value is whole before it is read; null if there is an operation that the kernels do not have.</summary>
    /// <param name="inputs">Both inputs, preprocessed: [N, C, H, W].</param>
    /// <param name="layout">How the nodes come about.</param>
    /// <param name="drops">What drop path does to edges.</param>
    /// <param name="training">Whether the cell is in training.</param>
    public static NodePass[]? Of(Tensor[] inputs, CellLayout layout, CellDrops drops, bool training)
    {
        ChainLink[]?[] links = Array.ConvertAll(layout.Passages, static passage => (passage.Operation as CellOperation)?.Links(branch: null, scale: null));
        long[] node = ShapeOf(inputs[0], layout.Stride);
        // What is computed outside moves running statistics: whether the kernels reach is known before.
        if (layout.Passages.Zip(links).Any(pair => pair.First.Operation is { } operation && (operation.training != training || (pair.Second is null && pair.First.From >= inputs.Length)))
            || !CpuKernels.Compute([.. inputs, .. links.SelectMany(static chain => chain ?? []).SelectMany(static link => link.Differentiable)], training, node))
        {
            return null;
        }
        var begun = new HashSet<int>();
        var passes = new List<NodePass>();
        foreach (var (passage, chain) in layout.Passages.Zip(links))
        {
            NodeTarget[] targets = Array.ConvertAll(passage.Edges, edge => new NodeTarget(edge.Node, passage.Operation is null ? 0 : drops.FactorsOf(edge.Edge), !begun.Add(edge.Node)));
            if (passage.Operation is null)
                passes.Add(new SumPass(passage.From, outside: null, targets));
            else if (chain is null)
                passes.AddRange(Outside(passage, inputs[passage.From], targets));
            else
                passes.Add(new ChainPass(passage.From, passage.From < inputs.Length ? inputs[passage.From].shape : node, chain, ((CellOperation)passage.Operation).Parts, targets, training));
        }
        return [.. passes];
    }

    /// <summary>The shape of nodes.</summary>
    /// <param name="input">An input, [N, C, H, W].</param>
    /// <param name="stride">1 or 2.</param>
    public static long[] ShapeOf(Tensor input, int stride)
    {
        long[] shape = input.shape;
        return [shape[0], shape[1], ((shape[2] - 1) / stride) + 1, ((shape[3] - 1) / stride) + 1];
    }

    /// <summary>Operations with a node of the graph of their own: pools, which edges share, and convolutions of other kinds, with a result for each edge.</summary>
    private static IEnumerable<SumPass> Outside(CellPassage passage, Tensor input, NodeTarget[] targets)
    {
        if (passage.Operation is not CellOperation operation)
            return [new SumPass(passage.From, passage.Operation!.forward(input).contiguous(), targets)];
        return operation.Branched(input.relu()).Zip(targets, (result, target) => new SumPass(passage.From, result.contiguous(), [target]));
    }
}
