namespace Darts.Genotypes;

/// <summary>What happened to an edge.</summary>
public enum EdgeChange
{
    /// <summary>Nothing.</summary>
    Same,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It reads the same value with another operation.</summary>
    Operation,

    /// <summary>The same operation reads another value.</summary>
    Source,
}

/// <summary>An edge before and after; both feed the same node.</summary>
/// <param name="Before">The edge before; null if it is new.</param>
/// <param name="After">The edge after; null if it is gone. At least one of the two is an edge.</param>
public sealed record EdgeDifference(Edge? Before, Edge? After)
{
    /// <summary>What happened.</summary>
    public EdgeChange Change => (Before, After) switch
    {
        (null, _) => EdgeChange.Added,
        (_, null) => EdgeChange.Removed,
        _ when Before == After => EdgeChange.Same,
        _ when Before.From == After.From => EdgeChange.Operation,
        _ => EdgeChange.Source,
    };

    /// <summary>The edge as it is now, or as it was.</summary>
    public Edge Edge => After ?? Before!;
}
