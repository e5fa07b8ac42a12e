using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// An operation with weights, between two values of a cell: that of one edge or, merged, of several edges which read the same value.
/// </summary>
/// <remarks>
/// A merged operation holds the tensors of its edges one after the other and is registered under all their names (<see cref="MergedNames"/>), so that its
/// state is the original's.
/// </remarks>
public abstract class CellOperation : Layer, IFoldable
{
    /// <summary>Starts an operation without modules.</summary>
    /// <param name="name">Its name, for debugging.</param>
    /// <param name="branches">How many edges it computes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="branches"/> is not positive.</exception>
    protected CellOperation(string name, int branches)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(branches);
        Branches = branches;
    }

    /// <summary>How many edges it computes.</summary>
    public int Branches { get; }

    /// <summary>The outputs of all edges in one map.</summary>
    /// <param name="rectified">The rectified value, [N, C, H, W].</param>
    /// <returns>[N, branches·C, ⌈H/stride⌉, ⌈W/stride⌉].</returns>
    public sealed override Tensor forward(Tensor rectified) => Compute(rectified, branch: null, scale: null);

    /// <summary>The outputs of all edges in one map, scaled.</summary>
    /// <param name="rectified">The rectified value, [N, C, H, W]; or, for an operation that begins with a depthwise convolution, the same once for each edge
    /// (<see cref="Merging.Repeat"/>), so that several operations can share that copy.</param>
    /// <param name="scale">What to multiply the outputs by, [branches·C], if the batch norms learn no scale of their own; null for 1.</param>
    /// <returns>[N, branches·C, ⌈H/stride⌉, ⌈W/stride⌉].</returns>
    public Tensor Merged(Tensor rectified, Tensor? scale) => Compute(rectified, branch: null, scale);

    /// <summary>The output of one edge.</summary>
    /// <param name="branch">Its number, 0 … branches − 1.</param>
    /// <param name="rectified">The rectified value, [N, C, H, W].</param>
    /// <param name="scale">What to multiply the output by, [C], if the batch norms learn no scale of their own; null for 1.</param>
    /// <returns>[N, C, ⌈H/stride⌉, ⌈W/stride⌉].</returns>
    public Tensor OfBranch(int branch, Tensor rectified, Tensor? scale) => Compute(rectified, Branches == 1 ? null : branch, scale);

    /// <summary>The output of each edge: from one pass over all of them, or from one for each, whichever is faster for the value's size and device.</summary>
    /// <param name="rectified">The rectified value, [N, C, H, W].</param>
    /// <param name="scale">What to multiply the outputs by, [branches·C], if the batch norms learn no scale of their own; null for 1.</param>
    /// <returns>For each edge [N, C, ⌈H/stride⌉, ⌈W/stride⌉]. They may be parts of one map: not to be changed in place.</returns>
    public Tensor[] Branched(Tensor rectified, Tensor? scale = null)
    {
        if (Branches == 1)
            return [Compute(rectified, branch: null, scale)];
        if (Merging.Pays(rectified, Branches) || (CpuKernels.Read(rectified) && Links(branch: null, scale) is not null))
            return Compute(rectified, branch: null, scale).chunk(Branches, dim: 1);
        Tensor[]? scales = scale?.chunk(Branches);
        return [.. Enumerable.Range(0, Branches).Select(branch => Compute(rectified, branch, scales?[branch]))];
    }

    /// <inheritdoc cref="IFoldable.Fold"/>
    public abstract FoldedOperation Fold();

    /// <inheritdoc/>
    Layer IFoldable.Fold() => Fold();

    /// <summary>What the kernels compute it from; null for an operation that is no chain of depthwise and 1×1 convolutions.</summary>
    /// <param name="branch">The edge to compute; null for all of them.</param>
    /// <param name="scale">What the last batch norm multiplies by; null for its own scale, or 1.</param>
    internal virtual ChainLink[]? Links(int? branch, Tensor? scale) => null;

    /// <summary>How many convolutions make an edge's channels, one after the other, from the same value: so many branches have <see cref="Links"/> for each edge.</summary>
    internal virtual int Parts => 1;

    /// <summary>Computes without the kernels.</summary>
    /// <param name="rectified">The rectified value, [N, C, H, W].</param>
    /// <param name="branch">The edge to compute; null for all of them.</param>
    /// <param name="scale">What the last batch norm multiplies by, [channels of the result]; null for its own scale, or 1.</param>
    /// <returns>A new tensor: [N, C, …] of one edge, [N, branches·C, …] of all.</returns>
    protected abstract Tensor ComputeByLibtorch(Tensor rectified, int? branch, Tensor? scale);

    private Tensor Compute(Tensor rectified, int? branch, Tensor? scale) =>
        (CpuKernels.Read(rectified) && Links(branch, scale) is { } links ? ChainFunction.TryCompute(rectified, links, Parts * (branch is null ? Branches : 1), training) : null)
        ?? ComputeByLibtorch(rectified, branch, scale);
}
