namespace Darts.Search;

/// <summary>How the gradient of α is approximated (DARTS §2.3).</summary>
public enum SearchOrder
{
    /// <summary>ξ = 0: ω is taken as its own optimum. Half the cost of a step of ω, or less.</summary>
    First,

    /// <summary>ξ = the learning rate: differentiates through one step of ω. Four passes instead of one.</summary>
    Second,
}
