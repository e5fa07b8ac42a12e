namespace Darts.Genotypes;

/// <summary>An operation with weights, in training: that of one edge, or of several edges which read the same value, computed as one.</summary>
/// <param name="Branches">The edges, each with the value it gives; by edge, ascending.</param>
/// <param name="Of">The rectified value they read.</param>
/// <param name="Operation">A convolution, or a skip connection that halves the resolution.</param>
/// <param name="Stride">1 or 2.</param>
public sealed record OperationStep(EquatableArray<Branch> Branches, int Of, Operation Operation, int Stride) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<int> Reads => [Of];

    /// <inheritdoc/>
    public override IEnumerable<int> Results => Branches.Select(static branch => branch.Value);

    /// <inheritdoc/>
    public override IEnumerable<int> OperatedEdges => Branches.Select(static branch => branch.Edge);

    /// <inheritdoc/>
    public override int LibraryCalls => Operation.Family switch
    {
        // (Depthwise, pointwise, batch norm) twice and the ReLU between; merged ones first repeat the value for each branch.
        OperationFamily.SeparableConvolution => 7 + Repeats,
        OperationFamily.DilatedConvolution => 3 + Repeats,
        OperationFamily.FactorizedConvolution => 3,
        // Two convolutions, their concatenation, batch norm.
        _ => 4,
    };

    private int Repeats => Branches.Count > 1 ? 1 : 0;

    /// <inheritdoc/>
    public override Step Reading(Func<int, int> rename) => this with { Of = rename(Of) };
}

/// <summary>An edge and the value that belongs to it.</summary>
/// <param name="Edge">The edge's place among the cell's, which names its weights: <c>_ops.{Edge}</c>.</param>
/// <param name="Value">The value.</param>
public sealed record Branch(int Edge, int Value);
