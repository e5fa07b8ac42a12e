namespace Darts.Genotypes.Converting;

/// <summary>The original's notation (quark0/darts <c>cnn/genotypes.py</c>, <c>rnn/genotypes.py</c>): a flat list of (operation, input), two for each node of
/// a convolutional cell and one for each node of a recurrent one.</summary>
internal sealed class Quark0Format() : NamedTupleFormat("quark0", "quark0/darts", "Genotype(normal=[('sep_conv_3x3', 0), …]) and Genotype(recurrent=[('relu', 0), …])")
{
    private static readonly string[] Recurrent = ["recurrent", "concat"];

    /// <inheritdoc/>
    internal override bool Recognises(Literal literal) => LiteralReader.Part(literal, "recurrent") is not null || base.Recognises(literal);

    /// <inheritdoc/>
    internal override Genotype? Read(Literal literal, string name, ConversionLog log)
    {
        if (LiteralReader.Part(literal, "recurrent") is null)
            return base.Read(literal, name, log);
        if (LiteralReader.Fields(literal, "a recurrent genotype", Recurrent, Recurrent.Length, log) is not { } parts
            || LiteralReader.Items(parts["recurrent"], "'recurrent'", log) is not { } genes
            || LiteralReader.Nodes(parts["concat"], "'concat'", log) is not { } concat)
        {
            return null;
        }
        var cell = new DraftCell("recurrent", 1, log);
        AddEach(genes, 1, cell, log);
        return new RecurrentGenotype(name, cell.Build(parts["recurrent"].Span, concat), [], Provenance.Unknown);
    }

    /// <inheritdoc/>
    internal override string? Write(Genotype genotype, ConversionLog log)
    {
        if (genotype is not RecurrentGenotype recurrent)
            return base.Write(genotype, log);
        Metadata.Lose(genotype, SystemName, keepsName: true, log);
        var cell = NodeList.Of(recurrent.Recurrent, "recurrent", 1, SystemName, log);
        cell.NeedsOperations(1, SystemName, log);
        return $"{PythonNames.ToPython(genotype.Name, log)} = Genotype(\n    recurrent={Flat(cell)},\n    concat={PythonText.List(cell.Concat)})\n";
    }

    /// <inheritdoc/>
    protected override bool RecognisesCell(Literal literal, SequenceLiteral genes) => genes.Items.Count == 0 || IsGene(genes.Items[0], 2);

    /// <inheritdoc/>
    protected override void ReadEdges(IReadOnlyList<Literal> genes, Literal list, DraftCell cell, ConversionLog log)
    {
        if (genes.Count % 2 != 0)
            log.Add(list.Span, FormattableString.Invariant($"The {cell.Title} cell has {genes.Count} operations; two for each node make an even number"));
        else
            AddEach(genes, 2, cell, log);
    }

    /// <inheritdoc/>
    protected override (string Genes, IEnumerable<int> Concat) WriteCell(Cell cell, string title, ConversionLog log)
    {
        var nodes = NodeList.Of(cell, title, 2, SystemName, log);
        nodes.NeedsOperations(2, SystemName, log);
        return (Flat(nodes), nodes.Concat);
    }

    /// <summary>The i-th operation feeds node <paramref name="first"/> + i / <paramref name="first"/>: as many inputs a cell has, as many operations a node.</summary>
    private static void AddEach(IReadOnlyList<Literal> genes, int first, DraftCell cell, ConversionLog log)
    {
        for (int i = 0; i < genes.Count; i++)
        {
            if (Gene(genes[i], 2, "a pair ('operation', input)", log) is { } gene)
                cell.Add(first + (i / first), genes[i].Span, gene[0], gene[1]);
        }
    }

    private static string Flat(NodeList cell) => PythonText.List(cell.Nodes.SelectMany(static node => node).Select(PythonText.Gene));
}
