namespace Darts.Genotypes.Converting;

/// <summary>The notation of xiaomi-automl/FairDARTS (<c>fairdarts/genotypes.py</c>): triples of operation, node and input, so that a node may have any number
/// of operations, also none.</summary>
/// <remarks>Its network (<c>DCOCell</c>) concatenates every node that has operations, whatever concat says, and passes over edges that read one that has none.</remarks>
internal sealed class FairDartsFormat() : NamedTupleFormat("fairdarts", "FairDARTS", "Genotype(normal=[('sep_conv_3x3', 2, 0), …])")
{
    /// <inheritdoc/>
    protected override bool RecognisesCell(Literal literal, SequenceLiteral genes) => genes.Items.Count > 0 && IsGene(genes.Items[0], 3);

    /// <inheritdoc/>
    protected override void ReadEdges(IReadOnlyList<Literal> genes, Literal list, DraftCell cell, ConversionLog log)
    {
        var triples = genes.Select(item => (item.Span, Gene: Gene(item, 3, "a triple ('operation', node, input)", log)))
            .Where(static triple => triple.Gene is not null)
            .Select(triple => (triple.Span, Gene: triple.Gene!, Node: LiteralReader.Integer(triple.Gene![1], "A node", log))).ToList();
        var nodes = new HashSet<int>(triples.Where(static triple => triple.Node is not null).Select(static triple => triple.Node!.Value));
        foreach (var (_, gene, node) in triples.Where(static triple => triple.Node is not null))
        {
            if (gene[2] is NumberLiteral && LiteralReader.Integer(gene[2], "An input", log) is { } from && from >= 2 && from < node && !nodes.Contains(from))
                log.Lose(FormattableString.Invariant($"Node {node} of the {cell.Title} cell reads node {from}, which has no operations; that edge adds nothing and is left out"));
            else
                cell.Add(node!.Value, gene[1].Span, gene[0], gene[2]);
        }
    }

    /// <inheritdoc/>
    protected override Cell Build(DraftCell cell, SourceSpan span, IReadOnlyList<(int Node, SourceSpan Span)> concat, ConversionLog log)
    {
        var isolated = concat.Where(node => node.Node is >= 2 and <= GenotypeLimits.Node && !cell.Nodes.Contains(node.Node)).ToList();
        foreach (var (node, _) in isolated)
            log.Lose(FormattableString.Invariant($"Node {node} of the {cell.Title} cell has no operations and is left out of concat, as FairDARTS does"));
        return cell.Build(span, [.. concat.Where(node => !isolated.Contains(node))]);
    }

    /// <inheritdoc/>
    protected override (string Genes, IEnumerable<int> Concat) WriteCell(Cell cell, string title, ConversionLog log)
    {
        string[] hidden = [.. cell.Edges.Select(static edge => edge.Node).Distinct().Except(cell.Concat).Select(PythonText.Number)];
        if (hidden.Length > 0)
            log.Lose($"FairDARTS concatenates every node: its networks also put out {string.Join(", ", hidden)} of the {title} cell");
        return (PythonText.List(cell.Edges.Select(static edge => $"('{edge.Operation.Name}', {PythonText.Number(edge.Node)}, {PythonText.Number(edge.From)})")), cell.Concat);
    }
}
