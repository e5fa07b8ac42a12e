using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The base of compiled cells: brings both inputs to the cell's channels and resolution, leaves the nodes to the derived class.</summary>
/// <remarks>
/// The outputs of stems and cells are only ever read through a ReLU (but for the last one, which the classifier reads), so a network
/// rectifies each of them once, in place, and cells take them rectified.
/// </remarks>
public abstract class Cell : nn.Module
{
    private readonly int _edges;
    private readonly Layer _preprocess0;
    private readonly ReluConvBn _preprocess1;

    /// <summary>Starts a cell: registers <c>preprocess0</c> and <c>preprocess1</c>.</summary>
    /// <param name="name">The cell's name, for debugging.</param>
    /// <param name="channelsBefore">Channels of the cell before the previous one, c_{k-2}.</param>
    /// <param name="channelsPrevious">Channels of the previous cell, c_{k-1}.</param>
    /// <param name="channels">Channels of every node.</param>
    /// <param name="previousReduced">Whether the previous cell reduced, so that c_{k-2} has twice the resolution of c_{k-1}.</param>
    /// <param name="edges">How many edges the genotype has in such a cell.</param>
    protected Cell(string name, int channelsBefore, int channelsPrevious, int channels, bool previousReduced, int edges)
        : base(name)
    {
        _edges = edges;
        _preprocess0 = previousReduced ? new FactorizedReduce(channelsBefore, channels) : new ReluConvBn(channelsBefore, channels);
        _preprocess1 = new ReluConvBn(channelsPrevious, channels);
        register_module("preprocess0", _preprocess0);
        register_module("preprocess1", _preprocess1);
    }

    /// <summary>The cell's output.</summary>
    /// <param name="rectified0">The rectified output of cell k-2, [N, channelsBefore, H, W] (twice H and W where the previous cell reduced).</param>
    /// <param name="rectified1">The rectified output of cell k-1, [N, channelsPrevious, H, W].</param>
    /// <param name="drop">What happens to the outputs of operations.</param>
    /// <returns>[N, nodes · channels, H, W], half of H and W in a reduction cell; not rectified.</returns>
    public Tensor Forward(Tensor rectified0, Tensor rectified1, DropPath drop)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor s0 = _preprocess0.forward(rectified0), s1 = _preprocess1.forward(rectified1);
        CellDrops drops = drop.Draw(_edges, s0);
        return scope.MoveToOuter((Layout is { } layout ? NodesFunction.TryCompute([s0, s1], layout, drops, training) : null) ?? Nodes(s0, s1, drops));
    }

    /// <summary>This cell for inference, with a copy of its weights and running statistics.</summary>
    public abstract InferenceCell ForInference();

    /// <summary>How <see cref="Nodes"/> comes about, if Darts.Kernels can compute all of it at once.</summary>
    protected CellLayout? Layout { get; set; }

    /// <summary>The preprocessing for inference.</summary>
    internal (Layer Preprocess0, Layer Preprocess1) FoldPreprocessing() => (((IFoldable)_preprocess0).Fold(), _preprocess1.Fold());

    /// <summary>The nodes and their concatenation; runs inside a dispose scope, so intermediate tensors need no care.</summary>
    /// <param name="s0">Input 0, [N, channels, H, W].</param>
    /// <param name="s1">Input 1, [N, channels, H, W].</param>
    /// <param name="drops">To be applied to the output of every edge that is not an identity.</param>
    /// <returns>[N, nodes · channels, H, W], or half of H and W.</returns>
    protected abstract Tensor Nodes(Tensor s0, Tensor s1, CellDrops drops);

    /// <summary>Does nothing: modules are registered by name, once. (Reflection over fields would register them again under the fields' names.)</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
