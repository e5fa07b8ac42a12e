namespace Darts.Genotypes;

/// <summary>The passes of recurrent cells, in the order in which they run. All are exact, for training, evaluation and inference.</summary>
public static class RecurrentFusion
{
    /// <summary>What a compiled language model is rewritten by.</summary>
    public static IReadOnlyList<RecurrentPass> Passes { get; } =
    [
        DeadProducts.Pass,
        MergedProducts.Pass,
    ];
}
