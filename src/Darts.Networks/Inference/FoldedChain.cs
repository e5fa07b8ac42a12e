using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Folded convolutions one after the other, with a ReLU after some: the inference form of stems, preprocessing and all convolutions of the search space.</summary>
public sealed class FoldedChain : FoldedOperation
{
    private readonly Link[] _links;
    private readonly bool _readsShared;

    /// <summary>Makes a chain.</summary>
    /// <param name="branches">How many edges it computes.</param>
    /// <param name="readsShared">Whether the first convolution, of all channels, reads one value for every branch; a depthwise one needs it once for each.</param>
    /// <param name="links">The convolutions.</param>
    internal FoldedChain(int branches, bool readsShared, params Link[] links)
        : base(nameof(FoldedChain), branches)
    {
        (_links, _readsShared) = (links, readsShared);
        register_module("links", NamedModules.List([.. links.Select(link => link.Convolution)]));
    }

    /// <summary>The last convolution, where a node can take it over.</summary>
    internal FoldedConvolution Last => _links[^1].Convolution;

    /// <summary>The output of each edge before its last convolution, which is pointwise and left to a <see cref="PointwiseSum"/>.</summary>
    /// <param name="rectified">The rectified value, [N, C, H, W].</param>
    /// <returns>For each edge [N, C, ⌈H/stride⌉, ⌈W/stride⌉]. They may be parts of one map: not to be changed in place.</returns>
    public Tensor[] Spread(Tensor rectified) => Branched(rectified, (value, branch) => Run(value, branch, _links.Length - 1));

    private protected override Tensor Compute(Tensor rectified, int? branch) => Run(rectified, branch, _links.Length);

    private Tensor Run(Tensor value, int? branch, int count)
    {
        bool isShared = branch is null && Branches > 1 && _readsShared;
        Tensor current = branch is null && Branches > 1 && !_readsShared ? Merging.Repeat(value, Branches) : value;
        for (int i = 0; i < count; i++)
        {
            Tensor next = i == 0 && isShared ? _links[i].Convolution.Shared(current) : _links[i].Convolution.Forward(current, branch);
            if (!ReferenceEquals(current, value))
                current.Dispose();
            current = _links[i].Rectifies ? next.relu_() : next;
        }
        return current;
    }

    /// <summary>A convolution of the chain.</summary>
    /// <param name="Convolution">The convolution.</param>
    /// <param name="Rectifies">Whether a ReLU follows.</param>
    internal sealed record Link(FoldedConvolution Convolution, bool Rectifies = false);
}
