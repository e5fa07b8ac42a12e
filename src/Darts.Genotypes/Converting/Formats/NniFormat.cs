using System.Globalization;
using System.Text.RegularExpressions;

namespace Darts.Genotypes.Converting;

/// <summary>The dictionary that microsoft/nni exports (<c>export_top_models(formatter='dict')</c>): the k-th operation of node n under <c>normal/op_n_k</c>, its
/// input under <c>normal/input_n_k</c>; a number in NNI 2, a list of one in NNI 3. The output is every node.</summary>
internal sealed class NniFormat() : GenotypeFormat("nni", "NNI", "{\"normal/op_2_0\": \"sep_conv_3x3\", \"normal/input_2_0\": [0], …}")
{
    /// <summary>Of NNI's class <c>DARTS</c>.</summary>
    private const int Nodes = 4;

    private static readonly Regex Key = new(@"^(normal|reduce)/(op|input)_([0-9]{1,4})_([0-9]{1,4})\z", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    internal override bool Recognises(Literal literal) => LiteralReader.Parts(literal, []).Any(static part => part.Name is { } name && Key.IsMatch(name));

    /// <inheritdoc/>
    internal override Genotype? Read(Literal literal, string name, ConversionLog log)
    {
        var operations = new SortedDictionary<(string Cell, int Node, int Place), (SourceSpan Span, Literal Value)>();
        var inputs = new SortedDictionary<(string Cell, int Node, int Place), (SourceSpan Span, Literal Value)>();
        foreach (var (key, span, value) in LiteralReader.Parts(literal, []))
        {
            if (key is null || Key.Match(key) is not { Success: true } match)
            {
                log.Lose($"'{Json.Excerpt.Of(key ?? "a key that is no text")}' of NNI's dictionary is no part of a cell and is left out");
                continue;
            }
            var place = (match.Groups[1].Value, Number(match.Groups[3].Value), Number(match.Groups[4].Value));
            var values = match.Groups[2].Value == "op" ? operations : inputs;
            if (values.ContainsKey(place))
                log.Add(span, $"'{key}' stands twice");
            values[place] = (span, value);
        }
        foreach (var pair in operations.Where(pair => !inputs.ContainsKey(pair.Key)))
            log.Add(pair.Value.Span, FormattableString.Invariant($"There is no '{pair.Key.Cell}/input_{pair.Key.Node}_{pair.Key.Place}' for this operation"));
        foreach (var pair in inputs.Where(pair => !operations.ContainsKey(pair.Key)))
            log.Add(pair.Value.Span, FormattableString.Invariant($"There is no '{pair.Key.Cell}/op_{pair.Key.Node}_{pair.Key.Place}' for this input"));
        return log.HasProblems ? null : new ConvolutionalGenotype(name, Cell("normal"), Cell("reduce"), [], Provenance.Unknown);

        Cell Cell(string title)
        {
            var cell = new DraftCell(title, 2, log);
            foreach (var pair in operations.Where(pair => pair.Key.Cell == title))
                cell.Add(pair.Key.Node, pair.Value.Span, pair.Value.Value, Input(inputs[pair.Key].Value));
            return cell.BuildWithEveryNode(literal.Span);
        }
    }

    /// <inheritdoc/>
    internal override string? Write(Genotype genotype, ConversionLog log)
    {
        if (Metadata.Convolutional(genotype, SystemName, log) is not { } convolutional)
            return null;
        Metadata.Lose(genotype, SystemName, keepsName: false, log);
        NodeList[] cells = [NodeList.Of(convolutional.Normal, "normal", 2, SystemName, log), NodeList.Of(convolutional.Reduce, "reduce", 2, SystemName, log)];
        var lines = new List<string>();
        foreach (NodeList cell in cells)
        {
            cell.NeedsEveryNodeInConcat(SystemName, log);
            cell.NeedsOperations(2, SystemName, log);
            lines.AddRange(cell.Nodes.SelectMany(node => node.Select((edge, place) => FormattableString.Invariant(
                $"  \"{cell.Title}/op_{edge.Node}_{place}\": \"{edge.Operation.Name}\", \"{cell.Title}/input_{edge.Node}_{place}\": [{edge.From}]"))));
        }
        if (Array.Exists(cells, static cell => cell.Nodes.Count != Nodes))
            log.Lose(FormattableString.Invariant($"NNI's class DARTS has cells of {Nodes} nodes; this dictionary needs a space with num_nodes_per_cell={string.Join(" and ", cells.Select(static cell => cell.Nodes.Count).Distinct())}"));
        return $"{{\n{string.Join(",\n", lines)}\n}}\n";
    }

    private static Literal Input(Literal literal) => literal is SequenceLiteral { Items: [var only] } ? only : literal;

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
