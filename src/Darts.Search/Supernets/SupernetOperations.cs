using Darts.Genotypes;

namespace Darts.Search;

/// <summary>How many library operations a forward pass of the search network takes, as it is written down and as <see cref="Supernet"/> computes it.</summary>
public static class SupernetOperations
{
    /// <summary>One module an edge and operation, as in quark0/darts: 44 operations an edge.</summary>
    /// <param name="layers">L.</param>
    public static OperationCount Plain(int layers) => Sum(layers, (reduces, previousReduced) =>
    {
        var cell = Preprocessing(previousReduced) + new OperationCount { Rectifications = 2, Copies = 1, Weightings = 1 };
        for (int node = 0; node < SearchSpace.Nodes; node++)
        {
            for (int from = 0; from < SearchSpace.Predecessors(node); from++)
                cell += PlainEdge(reduces && from < SearchSpace.Inputs);
            cell += new OperationCount { Sums = SearchSpace.Predecessors(node) };
        }

        return cell;
    });

    /// <summary>All edges that leave a value computed together; small odd maps are padded besides.</summary>
    /// <param name="layers">L.</param>
    public static OperationCount Fused(int layers)
    {
        // The stem and every cell but the last are rectified once, for both cells that read them.
        var shared = new OperationCount { Rectifications = layers, Weightings = 2, Copies = 2 };
        return shared + Sum(layers, (reduces, previousReduced) =>
        {
            // The scales of batch norms are the weights, repeated for every channel; the end is the concatenation.
            var cell = Preprocessing(previousReduced) + new OperationCount { Weightings = 1, Copies = 1 };
            for (int source = 0; source < SearchSpace.Sources; source++)
                cell += FusedEdges(SearchSpace.Readers(source), reduces && source < SearchSpace.Inputs);
            return cell + new OperationCount { Sums = SearchSpace.Edges - SearchSpace.Nodes };
        });
    }

    private static OperationCount Sum(int layers, Func<bool, bool, OperationCount> cell)
    {
        // Stem, global pool and classifier.
        var sum = new OperationCount { Convolutions = 2, BatchNorms = 1, Pools = 1 };
        for (int index = 0; index < layers; index++)
            sum += cell(SearchSpace.Reduces(index, layers), index > 0 && SearchSpace.Reduces(index - 1, layers));
        return sum;
    }

    /// <summary>Both inputs brought to the cell's shape, without their ReLUs.</summary>
    private static OperationCount Preprocessing(bool previousReduced) =>
        (previousReduced ? FactorizedReduce : new OperationCount { Convolutions = 1, BatchNorms = 1 }) + new OperationCount { Convolutions = 1, BatchNorms = 1 };

    private static OperationCount FactorizedReduce => new() { Convolutions = 2, BatchNorms = 1, Copies = 1 };

    /// <summary>Each operation with its ReLUs and its weight, and their sum.</summary>
    private static OperationCount PlainEdge(bool halves)
    {
        int operations = SearchSpace.Operations.Count;
        var edge = new OperationCount { Weightings = operations, Sums = operations - 1 };
        foreach (var operation in SearchSpace.Operations)
        {
            edge += operation.Family switch
            {
                OperationFamily.None => new() { Copies = 1 },
                OperationFamily.Skip => halves ? FactorizedReduce + new OperationCount { Rectifications = 1 } : default,
                OperationFamily.MaxPool or OperationFamily.AveragePool => new() { Pools = 1, BatchNorms = 1 },
                _ => Convolutions(operation) + new OperationCount { Rectifications = 1 },
            };
        }

        return edge;
    }

    /// <summary>All edges that leave one value, merged.</summary>
    private static OperationCount FusedEdges(int edges, bool halves)
    {
        // A ReLU, both pools, what has no convolution side by side and weighted by one product.
        var sum = new OperationCount { Rectifications = 1, Pools = 2, BatchNorms = 2, Copies = 1, Weightings = 1 };
        if (edges > 1)
            sum += new OperationCount { Copies = 1 };
        foreach (var operation in SearchSpace.Operations)
        {
            sum += operation.Family switch
            {
                OperationFamily.Skip when halves => FactorizedReduce + new OperationCount { Sums = 1 },
                OperationFamily.SeparableConvolution or OperationFamily.DilatedConvolution => Convolutions(operation) + new OperationCount { Sums = 1 },
                _ => default,
            };
        }

        return sum;
    }

    /// <summary>Depthwise, pointwise and batch norm; twice with a ReLU between for a separable convolution. The weight is part of the last batch norm or counted elsewhere.</summary>
    private static OperationCount Convolutions(Operation operation) => operation.Family == OperationFamily.SeparableConvolution
        ? new() { Convolutions = 4, BatchNorms = 2, Rectifications = 1 }
        : new() { Convolutions = 2, BatchNorms = 1 };
}
