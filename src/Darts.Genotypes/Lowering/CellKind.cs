namespace Darts.Genotypes;

/// <summary>The two kinds of cell a network is stacked from (DARTS §2.1).</summary>
public enum CellKind
{
    /// <summary>Keeps the resolution.</summary>
    Normal,

    /// <summary>Halves it: the operations that read the cell's inputs have stride 2.</summary>
    Reduction,
}
