namespace Darts.Genotypes;

/// <summary>
/// A batch norm in evaluation is a scale and a shift for each channel: both become part of the convolution before it (w′ = w·γ/√(σ²+ε), b′ = β − μ·γ/√(σ²+ε)).
/// Each operation ends in one, and a separable convolution has one in its middle.
/// </summary>
public static class FoldedBatchNorms
{
    /// <summary>The pass.</summary>
    public static FusionPass Pass { get; } = new("batch norms folded", static program => program with
    {
        Normal = Rewrite(program.Normal),
        Reduction = Rewrite(program.Reduction),
        IsFolded = true,
    });

    private static CellProgram Rewrite(CellProgram program) => program with
    {
        Steps = program.Steps.Select(static step => step switch
        {
            OperationStep operation => new FoldedStep(operation.Branches, operation.Of, operation.Operation, operation.Stride),
            // In evaluation nothing is dropped.
            SumStep sum => sum with { Terms = sum.Terms.Select(static term => term with { Edge = null }).ToEquatableArray(), InPlace = true },
            _ => step,
        }).ToEquatableArray(),
    };
}
