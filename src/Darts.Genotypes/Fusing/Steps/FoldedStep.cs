namespace Darts.Genotypes;

/// <summary>An operation with weights, in inference: its batch norms are part of its convolutions.</summary>
/// <param name="Branches">The edges, each with the value it gives; by edge, ascending.</param>
/// <param name="Of">The rectified value they read.</param>
/// <param name="Operation">A convolution, or a skip connection that halves the resolution.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="Spread">Whether its last pointwise convolution is left to a <see cref="PointwiseSumStep"/>.</param>
public sealed record FoldedStep(EquatableArray<Branch> Branches, int Of, Operation Operation, int Stride, bool Spread = false) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<int> Reads => [Of];

    /// <inheritdoc/>
    public override IEnumerable<int> Results => Branches.Select(static branch => branch.Value);

    /// <summary>Whether it ends in a pointwise convolution, which a sum can take over.</summary>
    public bool EndsPointwise => Operation.Family is OperationFamily.SeparableConvolution or OperationFamily.DilatedConvolution;

    /// <inheritdoc/>
    public override IEnumerable<int> OperatedEdges => Branches.Select(static branch => branch.Edge);

    /// <inheritdoc/>
    public override int LibraryCalls => Operation.Family switch
    {
        OperationFamily.SeparableConvolution => 5 + Repeats - (Spread ? 1 : 0),
        OperationFamily.DilatedConvolution => 2 + Repeats - (Spread ? 1 : 0),
        OperationFamily.FactorizedConvolution => 2,
        _ => 3,
    };

    private int Repeats => Branches.Count > 1 ? 1 : 0;

    /// <inheritdoc/>
    public override Step Reading(Func<int, int> rename) => this with { Of = rename(Of) };
}
