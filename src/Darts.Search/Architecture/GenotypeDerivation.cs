using Darts.Genotypes;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>Turns α into a discrete cell: the strongest edges of each node, each with its strongest operation (DARTS §2.4).</summary>
/// <remarks><c>none</c> takes part in the softmax but is never chosen. Ties go to the lower edge and to the operation of the lower column, and the edges of a
/// node are written strongest first, as in quark0/darts <c>model_search.py</c>: the order names the derived network's weights.</remarks>
public static class GenotypeDerivation
{
    /// <summary>The cell that α of one kind stands for.</summary>
    /// <param name="alphas">α, [edges, operations], of any floating type and device. The softmax is taken in its own type: in float32 rounding makes some ties.</param>
    /// <param name="space">Whose α it is.</param>
    public static Darts.Genotypes.Cell Derive(Tensor alphas, CellSpace space)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        double[] weights = alphas.detach().cpu().softmax(-1).to(float64).contiguous().data<double>().ToArray();
        return Derive(weights, space);
    }

    /// <summary>The cell for the operations' weights.</summary>
    /// <param name="weights">The softmax of α, row after row.</param>
    /// <param name="space">Whose α it is.</param>
    public static Darts.Genotypes.Cell Derive(ReadOnlySpan<double> weights, CellSpace space)
    {
        var edges = new List<Edge>(space.Nodes * space.KeptEdges);
        for (int node = 0; node < space.Nodes; node++)
        {
            var candidates = new List<(double Weight, Edge Edge)>();
            for (int from = 0; from < space.Predecessors(node); from++)
            {
                var row = weights.Slice(space.Row(node, from) * space.Operations.Count, space.Operations.Count);
                int strongest = Strongest(row);
                candidates.Add((row[strongest], new Edge(space.Inputs + node, from, space.Operations[strongest])));
            }

            // OrderByDescending is stable: of equal edges the lower one comes first.
            edges.AddRange(candidates.OrderByDescending(candidate => candidate.Weight).Take(space.KeptEdges).Select(candidate => candidate.Edge));
        }

        return new Darts.Genotypes.Cell(edges.ToEquatableArray(), Enumerable.Range(space.Inputs, space.Nodes).ToEquatableArray());
    }

    /// <summary>The first of the largest weights after column 0, which is <c>none</c>.</summary>
    private static int Strongest(ReadOnlySpan<double> row)
    {
        int strongest = 1;
        for (int column = 2; column < row.Length; column++)
        {
            if (row[column] > row[strongest])
                strongest = column;
        }

        return strongest;
    }
}
