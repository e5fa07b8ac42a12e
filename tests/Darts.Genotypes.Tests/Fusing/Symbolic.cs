namespace Darts.Genotypes.Tests.Fusing;

/// <summary>What a program computes, as a formula: two programs with the same formula compute the same, whatever they share or merge.</summary>
internal static class Symbolic
{
    /// <summary>The formula of the output. An edge's operation is <c>e3(x)</c>, with the edge's number.</summary>
    public static string Of(CellProgram program)
    {
        var formulas = new Dictionary<int, string> { [0] = "s0", [1] = "s1" };
        foreach (Step step in program.Steps)
        {
            switch (step)
            {
                case ReluStep relu:
                    formulas.Add(relu.Result, $"relu({formulas[relu.Of]})");
                    break;
                case PoolStep pool:
                    formulas.Add(pool.Result, $"{pool.Operation}/{pool.Stride}({formulas[pool.Of]})");
                    break;
                case OperationStep operation:
                    foreach (Branch branch in operation.Branches)
                        formulas.Add(branch.Value, $"e{branch.Edge}({formulas[operation.Of]})");
                    break;
                case FoldedStep folded:
                    foreach (Branch branch in folded.Branches)
                        formulas.Add(branch.Value, folded.Spread ? $"start of e{branch.Edge}({formulas[folded.Of]})" : $"e{branch.Edge}({formulas[folded.Of]})");
                    break;
                case PointwiseSumStep sum:
                    Assert.All(sum.Inputs, input => Assert.StartsWith($"start of e{input.Edge}(", formulas[input.Value], StringComparison.Ordinal));
                    formulas.Add(sum.Result, string.Join(" + ", sum.Inputs.Select(input => formulas[input.Value]["start of ".Length..])));
                    break;
                case SumStep sum:
                    // The order of summands is not part of what is computed, but for rounding.
                    formulas.Add(sum.Result, "[" + string.Join(" + ", sum.Terms.SelectMany(term => Summands(formulas[term.Value])).Order(StringComparer.Ordinal)) + "]");
                    break;
                case ConcatStep concat:
                    formulas.Add(concat.Result, string.Join(" | ", concat.Of.Select(value => formulas[value])));
                    break;
                default:
                    Assert.Fail($"Unknown step {step}.");
                    break;
            }
        }
        return formulas[program.Output];
    }

    /// <summary>The summands of a formula that is not in brackets.</summary>
    private static IEnumerable<string> Summands(string formula)
    {
        int depth = 0, start = 0;
        for (int i = 0; i < formula.Length; i++)
        {
            depth += formula[i] is '(' or '[' ? 1 : formula[i] is ')' or ']' ? -1 : 0;
            if (depth == 0 && formula[i] == '+')
            {
                yield return formula[start..i].Trim();
                start = i + 1;
            }
        }
        yield return formula[start..].Trim();
    }
}
