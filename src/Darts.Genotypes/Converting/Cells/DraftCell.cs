namespace Darts.Genotypes.Converting;

/// <summary>A cell while it is being read from another notation: every part knows where it stands, and the language's rules are checked as the reader of
/// genotype files checks them.</summary>
/// <param name="title">What messages call the cell: normal, reduce, recurrent.</param>
/// <param name="inputs">How many node numbers are the cell's inputs: 2, or 1 of a recurrent cell.</param>
/// <param name="log">Where faults go.</param>
internal sealed class DraftCell(string title, int inputs, ConversionLog log)
{
    private readonly List<(Edge Edge, SourceSpan From)> _edges = [];
    private readonly SortedSet<int> _nodes = [];
    private int _count;

    /// <summary>The cell's name.</summary>
    public string Title => title;

    /// <summary>The nodes that have edges, be they right or wrong.</summary>
    public IReadOnlyCollection<int> Nodes => _nodes;

    /// <summary>Adds an edge.</summary>
    public void Add(int node, SourceSpan nodeSpan, Literal operation, Literal from)
    {
        if (++_count > GenotypeLimits.Edges)
        {
            if (_count == GenotypeLimits.Edges + 1)
                log.Add(GenotypeRules.TooManyEdges.At(nodeSpan, title, "more", GenotypeLimits.Edges));
            return;
        }
        if (node < inputs || node > GenotypeLimits.Node)
        {
            log.Add(GenotypeRules.NodeOutOfRange.At(nodeSpan, node, "an edge can feed", inputs, GenotypeLimits.Node));
            return;
        }
        _nodes.Add(node);
        Operation? known = LiteralReader.Text(operation, $"An operation of the {title} cell", log) is { } name ? Operation(name, operation.Span) : null;
        if (LiteralReader.Integer(from, FormattableString.Invariant($"The input of node {node} of the {title} cell"), log) is not { } source)
            return;
        if (source < 0 || source > GenotypeLimits.Node)
            log.Add(GenotypeRules.NodeOutOfRange.At(from.Span, source, "an edge can read", 0, GenotypeLimits.Node));
        else if (source >= node)
            log.Add(GenotypeRules.ForwardReference.At(from.Span, node, source, FormattableString.Invariant($"{(node == 1 ? "0" : $"0–{node - 1}")}, what comes before it")));
        else if (known is not null)
            _edges.Add((new(node, source, known), from.Span));
    }

    /// <summary>The cell whose output is these nodes; what is wrong with it has been reported.</summary>
    public Cell Build(SourceSpan span, IReadOnlyList<(int Node, SourceSpan Span)> concat)
    {
        if (_count == 0)
            log.Add(GenotypeRules.EmptyCell.At(span, title));
        foreach (var (edge, from) in _edges.Where(edge => edge.Edge.From >= inputs && !_nodes.Contains(edge.Edge.From)))
            log.Add(GenotypeRules.NodeWithoutEdges.At(from, edge.From, FormattableString.Invariant($"node {edge.Node} reads it")));
        CheckConcat(span, concat);
        return new(_edges.Select(static edge => edge.Edge).OrderBy(static edge => edge.Node).ToEquatableArray(), concat.Select(static node => node.Node).ToEquatableArray());
    }

    /// <summary>The cell whose output is every node it has, where the notation does not name them.</summary>
    public Cell BuildWithEveryNode(SourceSpan span) => Build(span, [.. _nodes.Select(node => (node, span))]);

    private void CheckConcat(SourceSpan span, IReadOnlyList<(int Node, SourceSpan Span)> concat)
    {
        if (_count == 0)
            return;                                     // every node would be unknown: the empty cell says it all
        if (concat.Count == 0)
            log.Add(GenotypeRules.EmptyConcat.At(span, title));
        int previous = -1;
        var seen = new HashSet<int>();
        foreach (var (node, at) in concat)
        {
            if (node < inputs || (_nodes.Count > 0 && node > _nodes.Max))
                log.Add(GenotypeRules.ConcatUnknownNode.At(at, node, title, string.Join(", ", _nodes)));
            else if (!seen.Add(node))
                log.Add(GenotypeRules.ConcatRepeats.At(at, node));
            else if (!_nodes.Contains(node))
                log.Add(GenotypeRules.NodeWithoutEdges.At(at, node, "concat names it"));
            else if (node < previous)
                log.Add(GenotypeRules.ConcatNotAscending.At(at, node, previous));
            previous = Math.Max(previous, node);
        }
    }

    private Operation? Operation(string name, SourceSpan span)
    {
        EquatableArray<Operation> known = inputs == 1 ? Operations.Recurrent : Operations.Convolutional;
        if (known.FirstOrDefault(operation => operation.Name == name) is { } found && found != Operations.None)
            return found;
        var allowed = known.Where(static operation => operation != Operations.None).Select(static operation => operation.Name).ToList();
        string shown = Json.Excerpt.Of(name);
        if (name == Operations.None.Name)
            log.Add(GenotypeRules.SearchOnlyOperation.At(span, shown, ObjectReader.Quoted(allowed)));
        else
            log.Add(GenotypeRules.UnknownOperation.At(span, shown, inputs == 1 ? "recurrent" : "convolutional", Nearest.Hint(shown, allowed), ObjectReader.Quoted(allowed)));
        return null;
    }
}
