using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The edges that leave one value of a cell, as the kernels compute them.</summary>
/// <param name="FirstNode">The first node they lead to; the others follow it.</param>
/// <param name="Edges">How many they are.</param>
/// <param name="Links">The operations with depthwise convolutions, their last batch norms scaled by the edges' weights.</param>
/// <param name="Plain">The weights of max pool, average pool and, at stride 1, the identity: [edges, 2 or 3], contiguous.</param>
/// <param name="Pools">The pools' batch norms.</param>
/// <param name="Stride">1 or 2.</param>
internal sealed record SourceEdges(int FirstNode, int Edges, ChainLink[][] Links, Tensor Plain, SharedPools Pools, int Stride)
{
    /// <summary>What gradients may be wanted of, in a fixed order.</summary>
    public IEnumerable<Tensor> Differentiable => Links.SelectMany(chain => chain).SelectMany(link => link.Differentiable).Append(Plain);
}
