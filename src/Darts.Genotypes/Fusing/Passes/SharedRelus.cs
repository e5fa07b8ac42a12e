namespace Darts.Genotypes;

/// <summary>One ReLU for each value, however many operations read it. Gradients add up at the shared result.</summary>
public static class SharedRelus
{
    /// <summary>The pass.</summary>
    public static FusionPass Pass { get; } = FusionPass.OfCells(
        "one ReLU per value", static program => SharedSteps.Rewrite<ReluStep, int>(program, static relu => relu.Of, static (first, _) => first));
}
