namespace Darts.Genotypes;

/// <summary>One pooling for each value and kind of pooling. A pool has no weights; drop path comes after it, edge by edge.</summary>
public static class SharedPools
{
    /// <summary>The pass.</summary>
    public static FusionPass Pass { get; } = FusionPass.OfCells("one pool per value", static program => SharedSteps.Rewrite<PoolStep, (int, Operation, int)>(
        program,
        static pool => (pool.Of, pool.Operation, pool.Stride),
        static (first, other) => first with { Edges = first.Edges.Concat(other.Edges).ToEquatableArray() }));
}
