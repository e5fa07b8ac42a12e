using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What adds to the nodes of a cell in the forward pass, and takes their gradients back in the backward pass.</summary>
internal abstract class NodePass
{
    /// <summary>What gradients may be wanted of besides the cell's inputs, in the order of <see cref="Backward"/>.</summary>
    public abstract IEnumerable<Tensor> Differentiable { get; }

    /// <summary>Adds to the nodes.</summary>
    /// <param name="maps">Where the values lie.</param>
    public abstract void Forward(CellMaps maps);

    /// <summary>Adds to the gradients of the values it reads.</summary>
    /// <param name="gradients">Where the gradients of inputs and nodes lie.</param>
    /// <returns>The others, null where none is wanted.</returns>
    public abstract Tensor?[] Backward(CellMaps gradients);

    /// <summary>Frees what is kept for the backward pass; may be called more than once.</summary>
    public virtual void Release()
    {
    }
}

/// <summary>Where an edge leads.</summary>
/// <param name="Node">The node's number.</param>
/// <param name="Factors">The address of what drop path multiplies each image by, [N]; 0 for nothing.</param>
/// <param name="Accumulates">Whether the node holds something already.</param>
internal readonly record struct NodeTarget(int Node, nint Factors, bool Accumulates);
