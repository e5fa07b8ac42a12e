using System.Globalization;

namespace Darts.Genotypes.Drawing;

/// <summary>A cell's program as a picture: a box for each step, an arrow for each value that one reads of another.</summary>
public static class ProgramGraph
{
    /// <summary>Draws.</summary>
    /// <param name="program">The program.</param>
    /// <param name="title">What it shows.</param>
    public static PlainGraph Of(CellProgram program, string title)
    {
        var makers = new Dictionary<int, string> { [0] = "s0", [1] = "s1" };
        var nodes = new List<PlainNode> { new("s0", "c_{k-2}", Ink.End), new("s1", "c_{k-1}", Ink.End) };
        var edges = new List<PlainEdge>();
        foreach (Step step in program.Steps)
        {
            string id = "step" + nodes.Count.ToString(CultureInfo.InvariantCulture);
            nodes.Add(new(id, TextOf(step), step is ConcatStep ? Ink.End : Ink.Node));
            edges.AddRange(step.Reads.Select(value => new PlainEdge(makers[value], id, "", Ink.Collect)));
            foreach (int value in step.Results)
                makers.Add(value, id);
        }
        return new(title, [new(title, IsLeftToRight: true, nodes.ToEquatableArray(), edges.ToEquatableArray())]);
    }

    private static string TextOf(Step step) => step switch
    {
        ReluStep => "ReLU",
        PoolStep pool => pool.Operation.Name,
        OperationStep operation => Times(operation.Operation.Name, operation.Branches.Count),
        FoldedStep { Spread: true } folded => Times($"{folded.Operation} but its last 1×1", folded.Branches.Count),
        FoldedStep folded => Times($"{folded.Operation}, folded", folded.Branches.Count),
        PointwiseSumStep sum => Times("1×1", sum.Inputs.Count) + " as one",
        SumStep { Terms.Count: 1 } sum => FormattableString.Invariant($"node {sum.Result}"),
        SumStep sum => FormattableString.Invariant($"node {sum.Result}: {(sum.InPlace ? "+=" : "+")}"),
        _ => "c_{k}",
    };

    private static string Times(string text, int count) => count == 1 ? text : FormattableString.Invariant($"{count} × {text}");
}
