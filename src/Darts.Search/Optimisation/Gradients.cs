namespace Darts.Search;

/// <summary>What a backward pass computes gradients of. Those not asked for cost nothing.</summary>
[Flags]
public enum Gradients
{
    /// <summary>ω, the supernet's weights.</summary>
    Weights = 1,

    /// <summary>α, the architecture parameters.</summary>
    Architecture = 2,

    /// <summary>Both.</summary>
    Both = Weights | Architecture,
}
