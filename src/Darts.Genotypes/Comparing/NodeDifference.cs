namespace Darts.Genotypes;

/// <summary>A node before and after. Nodes are the same if their numbers are.</summary>
/// <param name="Node">Its number.</param>
/// <param name="Edges">Every edge of either side once, those that stayed included; sorted by source and operation, as their order is no difference, the added ones last.</param>
public sealed record NodeDifference(int Node, EquatableArray<EdgeDifference> Edges)
{
    /// <summary>What happened to it.</summary>
    public ChangeKind Change =>
        Edges.All(static edge => edge.Change == EdgeChange.Same) ? ChangeKind.Same
        : Edges.All(static edge => edge.Before is null) ? ChangeKind.Added
        : Edges.All(static edge => edge.After is null) ? ChangeKind.Removed
        : ChangeKind.Changed;
}

/// <summary>What happened to a part of a genotype.</summary>
public enum ChangeKind
{
    /// <summary>Nothing.</summary>
    Same,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It is there before and after, and is not the same.</summary>
    Changed,
}
