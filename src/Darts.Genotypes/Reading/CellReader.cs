using Darts.Genotypes.Json;

namespace Darts.Genotypes;

/// <summary>Reads one cell.</summary>
/// <param name="title">What messages call the cell: normal, reduce, recurrent.</param>
/// <param name="kind">The kind of genotype it belongs to.</param>
/// <param name="problems">Where faults go.</param>
internal sealed class CellReader(string title, GenotypeKind kind, ProblemList problems)
{
    /// <summary>The cell's inputs have the first node numbers: c_{k-2} and c_{k-1}, or the recurrent cell's combined input.</summary>
    private readonly int _inputs = kind == GenotypeKind.Convolutional ? 2 : 1;
    private readonly EquatableArray<Operation> _operations = kind == GenotypeKind.Convolutional ? Operations.Convolutional : Operations.Recurrent;

    /// <summary>Nodes that some edge feeds, be the rest of that edge right or wrong: one fault shall not draw others after it.</summary>
    private readonly SortedSet<int> _nodes = [];

    public Cell Read(JsonObject json)
    {
        var reader = new ObjectReader(json, ObjectShape.Cell, problems);
        var edges = new List<Edge>();
        var sources = new List<(int Node, int From, SourceSpan Span)>();
        if (reader.Array("edges") is { } array)
        {
            if (array.Items.Count == 0)
                problems.Add(GenotypeRules.EmptyCell, array.Span, title);
            if (array.Items.Count > GenotypeLimits.Edges)
                problems.Add(GenotypeRules.TooManyEdges, array.Span, title, array.Items.Count, GenotypeLimits.Edges);
            foreach (JsonNode item in array.Items.Take(GenotypeLimits.Edges))
                ReadEdge(item, edges, sources);
            foreach (var (node, from, span) in sources.Where(source => source.From >= _inputs && !_nodes.Contains(source.From)))
                problems.Add(GenotypeRules.NodeWithoutEdges, span, from, FormattableString.Invariant($"node {node} reads it"));
        }
        var concat = new List<int>();
        if (reader.Array("concat") is { } nodes)
            ReadConcat(nodes, concat);
        return new(edges.OrderBy(static edge => edge.Node).ToEquatableArray(), concat.ToEquatableArray());
    }

    private void ReadEdge(JsonNode item, List<Edge> edges, List<(int Node, int From, SourceSpan Span)> sources)
    {
        if (item is not JsonObject json)
        {
            problems.Add(GenotypeRules.WrongType, item.Span, "An edge", item.Description, "an object with 'node', 'from' and 'op'");
            return;
        }
        var reader = new ObjectReader(json, ObjectShape.Edge, problems);
        int? node = Node(reader, "node", _inputs, "an edge can feed");
        int? from = Node(reader, "from", 0, "an edge can read");
        Operation? operation = Operation(reader);
        if (node is { } fed && !_nodes.Add(fed) && kind == GenotypeKind.Recurrent)
            problems.Add(GenotypeRules.RecurrentNodeReadsTwice, reader.Find("node")!.Span, fed);
        if (node is null || from is null)
            return;

        SourceSpan span = reader.Find("from")!.Span;
        if (from >= node)
            problems.Add(GenotypeRules.ForwardReference, span, node, from, Readable(node.Value));
        else
            sources.Add((node.Value, from.Value, span));
        if (operation is not null)
            edges.Add(new(node.Value, from.Value, operation));
    }

    /// <summary>What <paramref name="node"/> may read: "0–3, that is the cell's inputs and the nodes before it".</summary>
    private string Readable(int node)
    {
        string range = node == 1 ? "0" : FormattableString.Invariant($"0–{node - 1}");
        return node == _inputs ? $"{range}, the cell's {(_inputs == 1 ? "input" : "inputs")}" : $"{range}, what comes before it";
    }

    private int? Node(ObjectReader reader, string key, int min, string does)
    {
        if (reader.Find(key) is not { } json || ObjectReader.Digits(json, $"'{key}'", problems) is not { } digits)
            return null;
        if (NodeNumber.TryParse(digits, out int node) && node >= min)
            return node;
        problems.Add(GenotypeRules.NodeOutOfRange, json.Span, Excerpt.Of(digits), does, min, GenotypeLimits.Node);
        return null;
    }

    private Operation? Operation(ObjectReader reader)
    {
        if (reader.Text("op") is not { } text)
            return null;
        Operation? operation = _operations.FirstOrDefault(candidate => candidate.Name == text.Value);
        if (operation is not null && operation != Operations.None)
            return operation;
        string found = Excerpt.Of(text.Value);
        var allowed = _operations.Where(static candidate => candidate != Operations.None).Select(static candidate => candidate.Name).ToList();
        if (operation is not null)
            problems.Add(GenotypeRules.SearchOnlyOperation, text.Span, found, ObjectReader.Quoted(allowed));
        else
            problems.Add(GenotypeRules.UnknownOperation, text.Span, found, kind == GenotypeKind.Convolutional ? "convolutional" : "recurrent",
                Nearest.Hint(found, allowed), ObjectReader.Quoted(allowed));
        return null;
    }

    private void ReadConcat(JsonArray array, List<int> concat)
    {
        if (array.Items.Count == 0)
            problems.Add(GenotypeRules.EmptyConcat, array.Span, title);
        foreach (JsonNode item in array.Items)
        {
            if (ObjectReader.Digits(item, "A node in 'concat'", problems) is not { } digits)
                continue;
            if (!NodeNumber.TryParse(digits, out int node) || node < _inputs || (_nodes.Count > 0 && node > _nodes.Max))
            {
                string nodes = _nodes.Count == 0 ? "none" : string.Join(", ", _nodes);
                problems.Add(GenotypeRules.ConcatUnknownNode, item.Span, Excerpt.Of(digits), title, nodes);
            }
            else if (concat.Contains(node))
            {
                problems.Add(GenotypeRules.ConcatRepeats, item.Span, node);
            }
            else
            {
                if (concat.Count > 0 && node < concat[concat.Count - 1])
                    problems.Add(GenotypeRules.ConcatNotAscending, item.Span, node, concat[concat.Count - 1]);
                if (_nodes.Count > 0 && !_nodes.Contains(node))
                    problems.Add(GenotypeRules.NodeWithoutEdges, item.Span, node, "concat names it");
                concat.Add(node);
            }
        }
    }
}
