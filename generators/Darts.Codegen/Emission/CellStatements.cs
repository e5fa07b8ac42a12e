namespace Darts.Codegen;

/// <summary>Writes a cell's program as statements. What is read once stands where it is read; what is read more often, and every node, has a variable.</summary>
internal sealed class CellStatements
{
    /// <summary>Sums that make a longer line than this stand on one line per edge.</summary>
    private const int LineLength = 140;

    private readonly CellProgram _program;
    private readonly CellFields _fields;
    private readonly Dictionary<int, string> _expressions = new() { [0] = "s0", [1] = "s1" };
    private readonly List<StatementModel> _statements = [];

    private CellStatements(CellProgram program, CellFields fields) => (_program, _fields) = (program, fields);

    /// <summary>The body of <c>Nodes</c>.</summary>
    public static StatementModel[] Of(CellProgram program, CellFields fields)
    {
        var statements = new CellStatements(program, fields);
        foreach (Step step in program.Steps)
            statements.Add(step);
        return [.. statements._statements];
    }

    /// <summary>The field of a sum of pointwise convolutions.</summary>
    public static string SumField(PointwiseSumStep sum, CellProgram program) =>
        FormattableString.Invariant($"_node{NodeOf(program, sum.Inputs[0].Edge).Number}");

    private static NodeGraph NodeOf(CellProgram program, int edge) => program.Cell.Nodes.Single(node => node.Edges.Any(other => other.Index == edge));

    private void Add(Step step)
    {
        switch (step)
        {
            case ReluStep relu:
                Define(relu.Result, _expressions[relu.Of] + ".relu()", _expressions[relu.Of] + "Relu", comment: "");
                break;
            case PoolStep pool:
                string field = _fields.FieldOf(pool.Edges[0]);
                Define(pool.Result, $"{field}.forward({_expressions[pool.Of]})", field.TrimStart('_'), Comment(pool.Edges));
                break;
            case OperationStep operation:
                Define(operation.Branches, operation.Of, operation.Branches.Count == 1 ? "forward" : "Branched");
                break;
            case FoldedStep folded:
                Define(folded.Branches, folded.Of, folded.Spread ? "Spread" : folded.Branches.Count == 1 ? "forward" : "Branched");
                break;
            case PointwiseSumStep sum:
                _expressions[sum.Result] = $"{SumField(sum, _program)}.Of({string.Join(", ", sum.Inputs.Select(input => _expressions[input.Value]))})";
                break;
            case SumStep sum:
                Define(sum);
                break;
            case ConcatStep concat:
                Statement(comment: "", $"return cat([{string.Join(", ", concat.Of.Select(value => _expressions[value]))}], dim: 1);");
                break;
        }
    }

    private void Define(int value, string expression, string variable, string comment)
    {
        if (_program.ReadersOf(value) == 1)
        {
            _expressions[value] = expression;
            return;
        }
        Statement(comment, $"Tensor {variable} = {expression};");
        _expressions[value] = variable;
    }

    /// <summary>An operation: of one edge, an expression; of several, an array.</summary>
    private void Define(EquatableArray<Branch> branches, int read, string method)
    {
        string field = _fields.FieldOf(branches[0].Edge);
        string expression = $"{field}.{method}({_expressions[read]})";
        if (branches.Count == 1)
        {
            _expressions[branches[0].Value] = method == "Spread" ? expression + "[0]" : expression;
            return;
        }
        string variable = field.TrimStart('_');
        Statement(Comment(branches.Select(static branch => branch.Edge)), $"Tensor[] {variable} = {expression};");
        for (int i = 0; i < branches.Count; i++)
            _expressions[branches[i].Value] = FormattableString.Invariant($"{variable}[{i}]");
    }

    private void Define(SumStep sum)
    {
        NodeGraph node = _program.Cell.Nodes.Single(node => node.Number == sum.Result);
        string variable = Values.Variable(node.Number);
        string edges = string.Join(" + ", node.Edges.Select(static edge => $"{edge.Operation}({Values.Literature(edge.From)})"));
        Statement(FormattableString.Invariant($"node {node.Number} ← {edges}"), $"Tensor {variable} = {Sum(sum)};");
        _expressions[sum.Result] = variable;
    }

    private string Sum(SumStep sum)
    {
        string[] terms = [.. sum.Terms.Select(term => _expressions[term.Value])];
        if (sum.Terms.All(static term => term.Edge is null))
            return sum.InPlace ? Accumulated(terms, IsOwn(sum.Terms[0].Value)) : Lines(" + ", terms, "", "");
        if (sum.InPlace && terms.Length > 1)
            return Lines(", ", sum.Terms.Select((term, i) => term.Edge is { } edge ? FormattableString.Invariant($"({edge}, {terms[i]})") : terms[i]), "drops.Sum(", ")");
        return Lines(" + ", sum.Terms.Select((term, i) => term.Edge is { } edge ? FormattableString.Invariant($"drops.On({edge}, {terms[i]})") : terms[i]), "", "");
    }

    /// <summary>Whether a value is a tensor that nothing else reads, so that it may be overwritten.</summary>
    private bool IsOwn(int value) => _program.ReadersOf(value) == 1 && _program.Steps.SingleOrDefault(step => step.Results.Contains(value)) switch
    {
        PointwiseSumStep or PoolStep => true,
        FoldedStep folded => folded.Branches.Count == 1 && !folded.Spread,
        _ => false,
    };

    private static string Accumulated(string[] terms, bool own)
    {
        if (terms.Length == 1)
            return terms[0];
        string start = own ? $"{terms[0]}.add_({terms[1]})" : terms.Length == 2 ? $"{terms[0]} + {terms[1]}" : $"({terms[0]} + {terms[1]})";
        return start + string.Concat(terms.Skip(2).Select(static term => $".add_({term})"));
    }

    private static string Lines(string separator, IEnumerable<string> terms, string before, string after)
    {
        string line = before + string.Join(separator, terms) + after;
        if (line.Length <= LineLength)
            return line;
        // A plus begins a line, a comma ends one.
        string broken = separator == ", " ? ",\n                " : "\n                + ";
        return before + (separator == ", " ? "\n                " : "") + string.Join(broken, terms) + after;
    }

    /// <summary>What an operation of several edges is, as the genotype has it.</summary>
    private string Comment(IEnumerable<int> edges)
    {
        NodeGraph[] nodes = [.. edges.Select(edge => NodeOf(_program, edge))];
        EdgeGraph first = nodes[0].Edges.Single(edge => edge.Index == edges.First());
        return $"nodes {string.Join(", ", nodes.Select(static node => node.Number))} ← {first.Operation}({Values.Literature(first.From)})";
    }

    private void Statement(string comment, string code) => _statements.Add(new(comment, code));
}

/// <summary>A statement, with what stands before it.</summary>
internal sealed record StatementModel(string Comment, string Code);
