using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>An <see cref="CellOperation"/> for inference: that of one edge, or of several which read the same value.</summary>
/// <param name="name">Its name, for debugging.</param>
/// <param name="branches">How many edges it computes.</param>
public abstract class FoldedOperation(string name, int branches) : Layer(name)
{
    /// <summary>How many edges it computes.</summary>
    public int Branches => branches;

    /// <summary>The outputs of all edges in one map.</summary>
    /// <param name="rectified">The rectified value, [N, C, H, W].</param>
    /// <returns>[N, branches·C, ⌈H/stride⌉, ⌈W/stride⌉].</returns>
    public sealed override Tensor forward(Tensor rectified) => Compute(rectified, branch: null);

    /// <summary>The output of each edge.</summary>
    /// <param name="rectified">The rectified value, [N, C, H, W].</param>
    /// <returns>For each edge [N, C, ⌈H/stride⌉, ⌈W/stride⌉]. They may be parts of one map: not to be changed in place.</returns>
    public Tensor[] Branched(Tensor rectified) => Branched(rectified, Compute);

    /// <summary>Computes.</summary>
    /// <param name="rectified">The rectified value, [N, C, H, W].</param>
    /// <param name="branch">The edge to compute; null for all of them.</param>
    private protected abstract Tensor Compute(Tensor rectified, int? branch);

    /// <summary>Computes all edges at once or each by itself, whichever is faster for the value's size and device.</summary>
    private protected Tensor[] Branched(Tensor rectified, Func<Tensor, int?, Tensor> compute)
    {
        if (Branches == 1)
            return [compute(rectified, null)];
        return Merging.Pays(rectified, Branches)
            ? compute(rectified, null).chunk(Branches, dim: 1)
            : [.. Enumerable.Range(0, Branches).Select(branch => compute(rectified, branch))];
    }
}
