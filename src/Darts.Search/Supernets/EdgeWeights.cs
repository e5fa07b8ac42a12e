using Darts.Genotypes;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The softmax of one kind's α, in the forms in which the cells of that kind multiply by it.</summary>
/// <remarks>Rows are ordered by the value an edge leaves, not by the node it leads to as in α: what is computed together lies together.</remarks>
internal sealed class EdgeWeights
{
    /// <summary>The columns of the operations whose outputs have no batch norm of their own on every edge: both pools and, in normal cells, the identity.</summary>
    private static readonly int FirstPlainColumn = SearchSpace.Column(OperationFamily.MaxPool);

    private readonly Tensor _bySource;

    private EdgeWeights(Tensor bySource) => _bySource = bySource;

    /// <summary>The weights that α, [14, 8], stands for. They live in the caller's dispose scope.</summary>
    public static EdgeWeights Of(Tensor alphas)
    {
        using var softmax = alphas.softmax(-1);
        var rows = softmax.unbind(0);
        return new(stack([.. SearchSpace.RowsBySource.Select(row => rows[row])]));
    }

    /// <summary>What the last batch norm of every operation multiplies its channels by.</summary>
    /// <param name="channels">C of an edge.</param>
    /// <returns>For each operation and each source the weights of the source's edges, each C times: [operation · 5 + source] → [edges·C].</returns>
    public Tensor[] Scales(int channels)
    {
        using var transposed = _bySource.t();
        using var single = transposed.unsqueeze(-1);
        using var repeated = single.expand(-1, -1, channels);
        using var flat = repeated.reshape(-1);
        return flat.split([.. from _ in SearchSpace.Operations from source in Enumerable.Range(0, SearchSpace.Sources) select (long)SearchSpace.Readers(source) * channels]);
    }

    /// <summary>The weights of max pool, average pool and, if wanted, the identity on the edges of a source: [edges, 2 or 3].</summary>
    public Tensor Plain(int source, bool withIdentity)
    {
        using var rows = _bySource.narrow(0, Enumerable.Range(0, source).Sum(SearchSpace.Readers), SearchSpace.Readers(source));
        return rows.narrow(1, FirstPlainColumn, withIdentity ? 3 : 2);
    }
}
