namespace Darts.Genotypes;

/// <summary>
/// Edges that read one value through the same operation become one step. Exact in training too: convolutions are grouped, and batch norm works on each channel by itself.
/// Factorized reductions of one value are merged like any other operation.
/// </summary>
public static class MergedBranches
{
    /// <summary>The pass. It merges what reads the same value, so it wants <see cref="SharedRelus"/> before it.</summary>
    public static FusionPass Pass { get; } = FusionPass.OfCells("branches of one value and geometry merged", Rewrite);

    private static CellProgram Rewrite(CellProgram program)
    {
        var places = new Dictionary<(int, Operation, int), int>();
        var steps = new List<Step>();
        foreach (Step step in program.Steps)
        {
            if (step is OperationStep operation)
            {
                var key = (operation.Of, operation.Operation, operation.Stride);
                if (places.TryGetValue(key, out int place))
                {
                    // All of them read the same value, which is there where the first one stands.
                    var first = (OperationStep)steps[place];
                    steps[place] = first with { Branches = first.Branches.Concat(operation.Branches).ToEquatableArray() };
                    continue;
                }
                places.Add(key, steps.Count);
            }
            steps.Add(step);
        }
        return program with { Steps = steps.ToEquatableArray() };
    }
}
