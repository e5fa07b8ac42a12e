using System.Globalization;
using System.Text.RegularExpressions;

namespace Darts.Genotypes.Converting;

/// <summary>The dictionary of automl/nasbench301 (<c>representations.py</c>, a ConfigSpace configuration): the operation of edge k under <c>edge_normal_k</c>, where
/// k counts every edge that a node could have (0–1 for node 2, 2–4 for node 3, …), and the two inputs of nodes 3–5 under <c>inputs_node_normal_n</c>.</summary>
internal sealed class NasBench301Format() : GenotypeFormat("nasbench301", "NAS-Bench-301", "{\"NetworkSelectorDatasetInfo:darts:edge_normal_0\": \"sep_conv_3x3\", …}")
{
    private const string Prefix = "NetworkSelectorDatasetInfo:darts:";
    private const int Nodes = 4;

    private static readonly Regex Edge = new(@"(?:^|:)edge_(normal|reduce)_([0-9]{1,2})\z", RegexOptions.CultureInvariant);
    private static readonly Regex Inputs = new(@"(?:^|:)inputs_node_(normal|reduce)_([0-9]{1,2})\z", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    internal override bool Recognises(Literal literal) => LiteralReader.Parts(literal, []).Any(static part => part.Name is { } name && Edge.IsMatch(name));

    /// <inheritdoc/>
    internal override Genotype? Read(Literal literal, string name, ConversionLog log)
    {
        Dictionary<string, DraftCell> cells = new(StringComparer.Ordinal) { ["normal"] = new("normal", 2, log), ["reduce"] = new("reduce", 2, log) };
        var edges = new SortedDictionary<(string Cell, int Index), (SourceSpan Span, Literal Value)>();
        var inputs = new List<(string Cell, int Node, Literal Value)>();
        int others = 0;
        foreach (var (key, span, value) in LiteralReader.Parts(literal, []))
        {
            if (key is not null && Edge.Match(key) is { Success: true } edge)
            {
                var place = (edge.Groups[1].Value, Number(edge.Groups[2].Value));
                if (edges.ContainsKey(place))
                    log.Add(span, $"'{Json.Excerpt.Of(key)}' stands twice");
                edges[place] = (span, value);
            }
            else if (key is not null && Inputs.Match(key) is { Success: true } node)
            {
                inputs.Add((node.Groups[1].Value, Number(node.Groups[2].Value), value));
            }
            else
            {
                others++;
            }
        }
        if (others > 0)
            log.Lose(FormattableString.Invariant($"{others} {(others == 1 ? "entry" : "entries")} of the configuration, which say how to train, are left out"));

        var sources = new Dictionary<(string Cell, int Node), List<int>>();
        foreach (var pair in edges)
            Add(pair.Key.Cell, pair.Key.Index, pair.Value.Span, pair.Value.Value);
        foreach (var (cell, node, value) in inputs)
            CheckInputs(cell, node, value, sources, log);
        foreach (var node in sources.Where(static node => node.Value.Count != 2))
            log.Add(literal.Span, FormattableString.Invariant($"Node {node.Key.Node} of the {node.Key.Cell} cell has {Count(node.Value.Count)}; it needs two"));
        return new ConvolutionalGenotype(
            name, cells["normal"].BuildWithEveryNode(literal.Span), cells["reduce"].BuildWithEveryNode(literal.Span), [], Provenance.Unknown);

        void Add(string cell, int index, SourceSpan span, Literal operation)
        {
            var (node, from) = Place(index);
            if (node >= 2 + Nodes)
            {
                log.Add(span, FormattableString.Invariant($"There is no edge {index}; the edges of a cell are 0–13"));
                return;
            }
            if (!sources.TryGetValue((cell, node), out var list))
                sources[(cell, node)] = list = [];
            list.Add(from);
            cells[cell].Add(node, span, operation, new NumberLiteral(PythonText.Number(from), span));
        }
    }

    /// <inheritdoc/>
    internal override string? Write(Genotype genotype, ConversionLog log)
    {
        if (Metadata.Convolutional(genotype, SystemName, log) is not { } convolutional)
            return null;
        Metadata.Lose(genotype, SystemName, keepsName: false, log);
        return $"{{\n{string.Join(",\n", Lines(convolutional.Normal, "normal", log).Concat(Lines(convolutional.Reduce, "reduce", log)))}\n}}\n";
    }

    private List<string> Lines(Cell cell, string title, ConversionLog log)
    {
        var nodes = NodeList.Of(cell, title, 2, SystemName, log);
        nodes.NeedsNodes(Nodes, SystemName, log);
        nodes.NeedsEveryNodeInConcat(SystemName, log);
        nodes.NeedsOperations(2, SystemName, log);
        nodes.NeedsSearchSpace(SystemName, log);
        foreach (Edge edge in nodes.RepeatedEdges())
            log.Refuse(FormattableString.Invariant($"{SystemName} cannot express two operations on one edge, and node {edge.Node} of the {title} cell reads {Source(edge.From)} twice"));

        var lines = new List<string>();
        foreach (var node in nodes.Nodes)
        {
            Edge[] ascending = [.. node.OrderBy(static edge => edge.From)];
            if (!ascending.SequenceEqual(node))
                log.Lose(FormattableString.Invariant($"{SystemName} keeps no order of a node's edges: those of node {node[0].Node} of the {title} cell are written by input"));
            lines.AddRange(ascending.Select(edge => FormattableString.Invariant($"  \"{Prefix}edge_{title}_{Index(edge)}\": \"{edge.Operation.Name}\"")));
            if (node[0].Node > 2)
                lines.Add(FormattableString.Invariant($"  \"{Prefix}inputs_node_{title}_{node[0].Node}\": \"{string.Join("_", ascending.Select(static edge => edge.From))}\""));
        }
        return lines;
    }

    private static void CheckInputs(string cell, int node, Literal value, Dictionary<(string Cell, int Node), List<int>> sources, ConversionLog log)
    {
        if (LiteralReader.Text(value, "A node's inputs", log) is not { } text)
            return;
        string found = sources.TryGetValue((cell, node), out var list) ? string.Join("_", list) : "";
        if (text != found)
            log.Add(value.Span, FormattableString.Invariant($"Node {node} of the {cell} cell has the inputs '{Json.Excerpt.Of(text)}' here, but its edges read '{found}'"));
    }

    private static string Count(int edges) => edges == 1 ? "one edge" : FormattableString.Invariant($"{edges} edges");

    private static string Source(int value) => value < 2 ? $"c_{{k-{2 - value}}}" : FormattableString.Invariant($"node {value}");

    /// <summary>Edges are counted node by node, then by input: node 2 has edges 0–1, node 3 has 2–4.</summary>
    private static int Index(Edge edge) => ((edge.Node - 2) * (edge.Node + 1) / 2) + edge.From;

    private static (int Node, int From) Place(int index)
    {
        int node = 2;
        for (; index >= node; node++)
            index -= node;
        return (node, index);
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
