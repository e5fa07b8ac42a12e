namespace Darts.Genotypes;

/// <summary>The passes, in the order in which they run.</summary>
public static class Fusion
{
    /// <summary>What a compiled network is rewritten by: exact, for training and evaluation.</summary>
    public static IReadOnlyList<FusionPass> Training { get; } =
    [
        DeadSteps.Pass,
        SharedRelus.Pass,
        SharedPools.Pass,
        MergedBranches.Pass,
        InPlaceSums.Pass,
        RectifiedOutputs.Pass,
    ];

    /// <summary>What it is rewritten by for inference alone, after <see cref="Training"/>: exact but for rounding.</summary>
    public static IReadOnlyList<FusionPass> Inference { get; } =
    [
        FoldedBatchNorms.Pass,
        MergedPointwiseSums.Pass,
    ];
}
