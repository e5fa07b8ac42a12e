namespace Darts.Genotypes;

/// <summary>A node's sum goes into one tensor, and drop path's mask is multiplied while adding.</summary>
public static class InPlaceSums
{
    /// <summary>The pass.</summary>
    public static FusionPass Pass { get; } = FusionPass.OfCells("sums in place", static program => program with
    {
        Steps = program.Steps.Select(static step => step is SumStep sum ? sum with { InPlace = true } : step).ToEquatableArray(),
    });
}
