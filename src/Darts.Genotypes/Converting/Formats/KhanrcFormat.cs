namespace Darts.Genotypes.Converting;

/// <summary>The notation of khanrc/pt.darts (<c>genotypes.py</c>): a list for each node, with (operation, input) of any number in it.</summary>
internal sealed class KhanrcFormat() : NamedTupleFormat("khanrc", "khanrc/pt.darts", "Genotype(normal=[[('sep_conv_3x3', 0), …], …])")
{
    /// <inheritdoc/>
    protected override bool RecognisesCell(Literal literal, SequenceLiteral genes) =>
        genes.Items.Count > 0 && genes.Items[0] is SequenceLiteral { Items: var node } && (node.Count == 0 || IsGene(node[0], 2));

    /// <inheritdoc/>
    protected override void ReadEdges(IReadOnlyList<Literal> genes, Literal list, DraftCell cell, ConversionLog log)
    {
        for (int i = 0; i < genes.Count; i++)
        {
            if (LiteralReader.Items(genes[i], FormattableString.Invariant($"Node {i + 2} of the {cell.Title} cell"), log) is not { } node)
                continue;
            foreach (Literal item in node)
            {
                if (Gene(item, 2, "a pair ('operation', input)", log) is { } gene)
                    cell.Add(i + 2, item.Span, gene[0], gene[1]);
            }
        }
    }

    /// <inheritdoc/>
    protected override (string Genes, IEnumerable<int> Concat) WriteCell(Cell cell, string title, ConversionLog log)
    {
        var nodes = NodeList.Of(cell, title, 2, SystemName, log);
        return (PythonText.List(nodes.Nodes.Select(static node => PythonText.List(node.Select(PythonText.Gene)))), nodes.Concat);
    }
}
