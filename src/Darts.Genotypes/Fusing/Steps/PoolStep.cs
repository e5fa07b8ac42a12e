namespace Darts.Genotypes;

/// <summary>A pooling. It has no weights, so edges may share it.</summary>
/// <param name="Result">The value it computes.</param>
/// <param name="Of">The value it reads.</param>
/// <param name="Operation">Which pooling.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="Edges">The edges of the genotype it computes, ascending.</param>
public sealed record PoolStep(int Result, int Of, Operation Operation, int Stride, EquatableArray<int> Edges) : Step
{
    /// <inheritdoc/>
    public override IEnumerable<int> Reads => [Of];

    /// <inheritdoc/>
    public override IEnumerable<int> Results => [Result];

    /// <inheritdoc/>
    public override IEnumerable<int> OperatedEdges => Edges;

    /// <inheritdoc/>
    public override int LibraryCalls => 1;

    /// <inheritdoc/>
    public override Step Reading(Func<int, int> rename) => this with { Of = rename(Of) };
}
