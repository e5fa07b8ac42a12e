namespace Darts.Genotypes;

/// <summary>
/// A sum of pointwise convolutions is one pointwise convolution of the concatenated inputs: Σ Wᵢ·xᵢ = [W₁ W₂ …]·[x₁; x₂; …]. Most operations end in one once their
/// batch norm is folded.
/// </summary>
/// <remarks>A merged step takes part as a whole, if one of its edges has company in its node.</remarks>
public static class MergedPointwiseSums
{
    /// <summary>The pass.</summary>
    public static FusionPass Pass { get; } = FusionPass.OfCells("sums of pointwise convolutions as one", Rewrite);

    private static CellProgram Rewrite(CellProgram program)
    {
        HashSet<int> spread = Spreadable(program);
        var edges = program.Steps.OfType<FoldedStep>().SelectMany(static step => step.Branches).ToDictionary(static branch => branch.Value);
        int next = program.NextValue;
        var steps = new List<Step>();
        foreach (Step step in program.Steps)
        {
            if (step is FoldedStep folded && spread.Contains(folded.Branches[0].Value))
            {
                steps.Add(folded with { Spread = true });
            }
            else if (step is SumStep sum && sum.Terms.Any(term => spread.Contains(term.Value)))
            {
                int merged = next++;
                steps.Add(new PointwiseSumStep(merged, sum.Terms.Where(term => spread.Contains(term.Value)).Select(term => edges[term.Value]).ToEquatableArray()));
                steps.Add(sum with { Terms = sum.Terms.Where(term => !spread.Contains(term.Value)).Prepend(new Term(merged, Edge: null)).ToEquatableArray() });
            }
            else
            {
                steps.Add(step);
            }
        }
        return program with { Steps = steps.ToEquatableArray() };
    }

    /// <summary>The results of steps that leave their last convolution to sums.</summary>
    private static HashSet<int> Spreadable(CellProgram program)
    {
        List<FoldedStep> candidates = [.. program.Steps.OfType<FoldedStep>().Where(static step => step.EndsPointwise)];
        while (true)
        {
            HashSet<int> values = [.. candidates.SelectMany(static step => step.Results)];
            HashSet<int> summed = [.. program.Steps.OfType<SumStep>()
                .Where(sum => sum.Terms.Count(term => values.Contains(term.Value)) >= 2)
                .SelectMany(static sum => sum.Terms.Select(static term => term.Value))];
            // Leaving one step out may leave another without company.
            if (candidates.RemoveAll(step => !step.Results.Any(summed.Contains)) == 0)
                return values;
        }
    }
}
