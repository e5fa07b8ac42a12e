namespace Darts.Genotypes.Converting;

/// <summary>The notation of D-X-Y/AutoDL-Projects (<c>nas_infer_model/DXYs/genotypes.py</c>): a tuple of two pairs for each node, and two parts more that
/// are always None. Search logs add the edge's weight to each pair.</summary>
internal sealed class DxyFormat() : NamedTupleFormat("dxy", "AutoDL-Projects", "Genotype(normal=[(('sep_conv_3x3', 0), ('sep_conv_3x3', 1)), …], …, connectN=None, connects=None)")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> MoreParts => ["connectN", "connects"];

    /// <inheritdoc/>
    protected override bool RecognisesCell(Literal literal, SequenceLiteral genes) =>
        genes.Items.Count > 0 && genes.Items[0] is SequenceLiteral { Items: [var first, ..] } node && (IsGene(first, 2) || IsGene(first, 3))
            && (node.IsTuple || IsGene(first, 3) || LiteralReader.Part(literal, "connectN") is not null);

    /// <inheritdoc/>
    protected override void ReadMore(IReadOnlyDictionary<string, Literal> parts, ConversionLog log)
    {
        foreach (string part in MoreParts)
        {
            if (parts.TryGetValue(part, out var value) && value is not NameLiteral { Name: "None" or "null" })
                log.Add(value.Span, $"'{part}' is {value.Description}; only None is understood");
        }
    }

    /// <inheritdoc/>
    protected override void ReadEdges(IReadOnlyList<Literal> genes, Literal list, DraftCell cell, ConversionLog log)
    {
        for (int i = 0; i < genes.Count; i++)
        {
            if (LiteralReader.Items(genes[i], FormattableString.Invariant($"Node {i + 2} of the {cell.Title} cell"), log) is not { } node)
                continue;
            foreach (Literal item in node)
            {
                bool weighted = item is SequenceLiteral { Items.Count: 3 };
                if (Gene(item, weighted ? 3 : 2, "a pair ('operation', input)", log) is not { } gene)
                    continue;
                if (weighted)
                    log.Lose("The weights of the edges, which a search log holds, are left out");
                cell.Add(i + 2, item.Span, gene[0], gene[1]);
            }
        }
    }

    /// <inheritdoc/>
    protected override (string Genes, IEnumerable<int> Concat) WriteCell(Cell cell, string title, ConversionLog log)
    {
        var nodes = NodeList.Of(cell, title, 2, SystemName, log);
        nodes.NeedsOperations(2, SystemName, log);
        return (PythonText.List(nodes.Nodes.Select(static node => PythonText.Tuple([.. node.Select(PythonText.Gene)]))), nodes.Concat);
    }
}
