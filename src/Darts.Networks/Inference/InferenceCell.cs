using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The base of compiled cells for inference; see <see cref="Cell"/>.</summary>
public abstract class InferenceCell : nn.Module
{
    private readonly Layer _preprocess0;
    private readonly Layer _preprocess1;

    /// <summary>Takes the preprocessing over.</summary>
    /// <param name="name">The cell's name, for debugging.</param>
    /// <param name="cell">The trained cell.</param>
    protected InferenceCell(string name, Cell cell)
        : base(name)
    {
        (_preprocess0, _preprocess1) = cell.FoldPreprocessing();
        register_module("preprocess0", _preprocess0);
        register_module("preprocess1", _preprocess1);
    }

    /// <summary>The cell's output.</summary>
    /// <param name="rectified0">The rectified output of cell k-2, [N, channelsBefore, H, W].</param>
    /// <param name="rectified1">The rectified output of cell k-1, [N, channelsPrevious, H, W].</param>
    /// <returns>[N, nodes · channels, H, W], half of H and W in a reduction cell; not rectified.</returns>
    public Tensor Forward(Tensor rectified0, Tensor rectified1)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(Nodes(_preprocess0.forward(rectified0), _preprocess1.forward(rectified1)));
    }

    /// <summary>The nodes and their concatenation; runs inside a dispose scope.</summary>
    /// <param name="s0">Input 0, [N, channels, H, W].</param>
    /// <param name="s1">Input 1, [N, channels, H, W].</param>
    /// <returns>[N, nodes · channels, H, W], or half of H and W.</returns>
    protected abstract Tensor Nodes(Tensor s0, Tensor s1);

    /// <summary>Does nothing: modules are registered by name, once.</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
