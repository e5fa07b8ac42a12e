using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The nodes of a cell, each the sum of the edges that lead to it, as far as these are known.</summary>
internal sealed class NodeSums
{
    private readonly Tensor?[] _sums = new Tensor?[SearchSpace.Nodes];
    private readonly int[] _terms = new int[SearchSpace.Nodes];

    /// <summary>A node, [N, C, H, W].</summary>
    public Tensor this[int node] => _sums[node] ?? throw new InvalidOperationException("A node without edges.");

    /// <summary>Adds an edge's output, which belongs to this object from now on.</summary>
    /// <param name="node">Where the edge leads.</param>
    /// <param name="term">[N, C, H, W]; may be a part of a larger map.</param>
    public void Add(int node, Tensor term)
    {
        if (_sums[node] is not { } sum)
        {
            _sums[node] = term;
        }
        else
        {
            // The first term may be a view of several, which must not be changed in place; their sum is nobody else's.
            if (_terms[node] > 1)
                sum.add_(term);
            else
                _sums[node] = sum.add(term);
            term.Dispose();
            if (_terms[node] == 1)
                sum.Dispose();
        }

        _terms[node]++;
    }

    /// <summary>All nodes, [N, 4·C, H, W].</summary>
    public Tensor Concatenated() => cat([.. Enumerable.Range(0, SearchSpace.Nodes).Select(node => this[node])], dim: 1);
}
