namespace Darts.Codegen;

/// <summary>The operations of a cell as fields: which there are, and what they are called.</summary>
/// <param name="Operations">In the order of their first edge.</param>
internal sealed record CellFields(OperationModel[] Operations)
{
    /// <summary>The operations that a program computes, and those it leaves out, whose weights belong to the state nevertheless.</summary>
    public static CellFields Of(CellProgram program)
    {
        var edges = program.Cell.Nodes.SelectMany(static node => node.Edges.Select(edge => (Node: node.Number, Edge: edge))).ToDictionary(static edge => edge.Edge.Index);
        int[][] computed = [.. program.Steps.Select(static step => step.OperatedEdges.ToArray()).Where(static group => group.Length > 0)];
        HashSet<int> live = [.. computed.SelectMany(static group => group)];

        // Source and operation name a field, unless another one has them too.
        ILookup<string, int[]> names = computed.ToLookup(group => NameOf(edges[group[0]].Edge));
        var models = computed.Select(group =>
        {
            EdgeGraph edge = edges[group[0]].Edge;
            string name = NameOf(edge);
            return OperationModel.Of(edge, group, "_" + (names[name].Count() == 1 ? name : FormattableString.Invariant($"op{edge.Index}")), deadNode: null);
        });
        var dead = edges.Values
            .Where(edge => !live.Contains(edge.Edge.Index) && HasWeights(edge.Edge))
            .Select(static edge => OperationModel.Of(edge.Edge, [edge.Edge.Index], field: "", edge.Node));
        return new([.. models.Concat(dead).OrderBy(static model => model.Edges[0])]);
    }

    /// <summary>The field that computes an edge.</summary>
    public string FieldOf(int edge) => Operations.Single(operation => operation.Edges.Contains(edge)).Field;

    private static bool HasWeights(EdgeGraph edge) =>
        !edge.IsIdentity && edge.Operation.Family is not (OperationFamily.MaxPool or OperationFamily.AveragePool);

    private static string NameOf(EdgeGraph edge) => Values.Camel(edge.Operation.Name) + FormattableString.Invariant($"Of{edge.From}");
}

/// <summary>An operation that is a module: any but identities.</summary>
/// <param name="Edges">The edges of the genotype it computes.</param>
/// <param name="Type">Its class.</param>
/// <param name="Arguments">The arguments of its constructor.</param>
/// <param name="Key">What it is registered under: the literal of its edges.</param>
/// <param name="Field">The field that holds it; empty if nothing computes it.</param>
/// <param name="DeadNode">The node that needs it, if that node reaches no output; else 0.</param>
/// <param name="FoldedType">Its class in inference; empty for a pool, which is the same there.</param>
internal sealed record OperationModel(int[] Edges, string Type, string Arguments, string Key, string Field, int DeadNode, string FoldedType)
{
    /// <summary>The field's name without its underscore.</summary>
    public string Name => Field.TrimStart('_');

    public static OperationModel Of(EdgeGraph edge, int[] edges, string field, int? deadNode)
    {
        var (type, arguments, folded) = OperationClasses.Of(edge);
        string key = string.Join("+", edges.Select(static index => index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        bool isMerged = edges.Length > 1;
        return new(
            edges,
            type,
            isMerged && folded.Length > 0 ? FormattableString.Invariant($"{arguments}, branches: {edges.Length}") : arguments,
            isMerged ? $"\"{key}\"" : key,
            field,
            deadNode ?? 0,
            folded);
    }

    /// <summary>Whether inference has a form of its own of it.</summary>
    public bool IsFolded(CellProgram inference) => FoldedType.Length > 0 && inference.Steps.OfType<FoldedStep>().Any(step => step.Branches.Any(branch => Edges.Contains(branch.Edge)));
}
