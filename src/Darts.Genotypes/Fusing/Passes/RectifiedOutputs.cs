namespace Darts.Genotypes;

/// <summary>
/// The output of a stem or cell is rectified once, in place. Two cells read it, and the auxiliary head may; all of them begin with a ReLU. The last cell's is not: the classifier reads it as it is.
/// </summary>
public static class RectifiedOutputs
{
    /// <summary>The pass.</summary>
    public static FusionPass Pass { get; } = new("one ReLU per cell output", static program => program with { RectifiesOnce = true });
}
