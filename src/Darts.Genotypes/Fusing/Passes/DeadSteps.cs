namespace Darts.Genotypes;

/// <summary>Takes out what the output does not depend on. The original computes such nodes and forgets them; their weights stay in the network's state.</summary>
public static class DeadSteps
{
    /// <summary>The pass.</summary>
    public static FusionPass Pass { get; } = FusionPass.OfCells("dead nodes out", Rewrite);

    private static CellProgram Rewrite(CellProgram program)
    {
        HashSet<int> needed = [program.Output];
        var kept = new List<Step>();
        foreach (Step step in program.Steps.Reverse().Where(step => step.Results.Any(needed.Contains)))
        {
            needed.UnionWith(step.Reads);
            kept.Add(step);
        }
        kept.Reverse();
        return program with { Steps = kept.ToEquatableArray() };
    }
}
