namespace Darts.Codegen;

/// <summary>Writes the class of the cells of one kind, with its form for inference.</summary>
internal static class CellEmitter
{
    /// <summary>The class of a kind of cell.</summary>
    public static string ClassOf(CellKind kind) => kind == CellKind.Normal ? "NormalCell" : "ReductionCell";

    /// <summary>The class.</summary>
    /// <param name="training">What the cells compute in training and evaluation.</param>
    /// <param name="inference">What they compute in inference.</param>
    public static string Emit(CellProgram training, CellProgram inference)
    {
        var fields = CellFields.Of(training);
        return TemplateRenderer.Render("cell", new CellModel(
            Name: ClassOf(training.Cell.Kind),
            Summary: Summary(training.Cell),
            Edges: training.Cell.Nodes.Sum(static node => node.Edges.Count),
            Operations: fields.Operations,
            Layout: CellLayouts.Of(training, fields),
            Statements: CellStatements.Of(training, fields),
            Folded: [.. fields.Operations.Where(operation => operation.IsFolded(inference))],
            Pools: [.. fields.Operations.Where(static operation => operation.Field.Length > 0 && operation.FoldedType.Length == 0)],
            Sums: [.. inference.Steps.OfType<PointwiseSumStep>().Select(sum => SumModel.Of(sum, inference, fields))],
            FoldedStatements: CellStatements.Of(inference, fields)));
    }

    private static string Summary(CellGraph cell)
    {
        string channels = cell.Concat.Count == 1 ? "C" : FormattableString.Invariant($"{cell.Concat.Count}·C");
        return cell.Kind == CellKind.Normal
            ? $"Keeps the resolution: [N, C, H, W] → [N, {channels}, H, W]."
            : $"Halves the resolution: [N, C, H, W] → [N, {channels}, ⌈H/2⌉, ⌈W/2⌉].";
    }

    /// <summary>What the template <c>cell</c> lays out.</summary>
    private sealed record CellModel(
        string Name,
        string Summary,
        int Edges,
        OperationModel[] Operations,
        LayoutModel? Layout,
        StatementModel[] Statements,
        OperationModel[] Folded,
        OperationModel[] Pools,
        SumModel[] Sums,
        StatementModel[] FoldedStatements);

    /// <summary>The pointwise convolutions into a node, as one.</summary>
    private sealed record SumModel(string Field, string Edges)
    {
        public string Name => Field.TrimStart('_');

        public static SumModel Of(PointwiseSumStep sum, CellProgram program, CellFields fields) => new(
            CellStatements.SumField(sum, program),
            string.Join(", ", sum.Inputs.Select(input =>
            {
                FoldedStep step = program.Steps.OfType<FoldedStep>().Single(step => step.Results.Contains(input.Value));
                return FormattableString.Invariant($"({fields.FieldOf(input.Edge)}, {step.Results.ToList().IndexOf(input.Value)})");
            })));
    }
}
