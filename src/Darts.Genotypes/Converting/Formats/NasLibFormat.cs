namespace Darts.Genotypes.Converting;

/// <summary>The compact encoding of automl/NASLib, also BANANAS's (<c>search_spaces/nasbench301/conversions.py</c>): a pair of cells, each of eight (input,
/// operation) in numbers. Everything else is implied.</summary>
internal sealed class NasLibFormat() : GenotypeFormat("naslib", "NASLib", "(((0, 3), (1, 3), …), ((0, 0), …))")
{
    private const int Nodes = 4;

    /// <summary>The operations by number: the search space without none.</summary>
    private static readonly Operation[] Numbered = [.. Operations.ConvolutionalSearchSpace.Where(static operation => operation != Operations.None)];

    /// <inheritdoc/>
    internal override bool Recognises(Literal literal) =>
        literal is SequenceLiteral { Items: [SequenceLiteral { Items: [SequenceLiteral { Items: [NumberLiteral, NumberLiteral] }, ..] }, SequenceLiteral] };

    /// <inheritdoc/>
    internal override Genotype? Read(Literal literal, string name, ConversionLog log)
    {
        if (LiteralReader.Items(literal, "An architecture", log) is not { } cells)
            return null;
        if (cells.Count == 2)
            return Cell(cells[0], "normal", log) is { } normal && Cell(cells[1], "reduce", log) is { } reduce ? new ConvolutionalGenotype(name, normal, reduce, [], Provenance.Unknown) : null;
        log.Add(literal.Span, FormattableString.Invariant($"An architecture has two cells, normal and reduce; here are {cells.Count}"));
        return null;
    }

    /// <inheritdoc/>
    internal override string? Write(Genotype genotype, ConversionLog log)
    {
        if (Metadata.Convolutional(genotype, SystemName, log) is not { } convolutional)
            return null;
        Metadata.Lose(genotype, SystemName, keepsName: false, log);
        return PythonText.Tuple([Cell(convolutional.Normal, "normal", log), Cell(convolutional.Reduce, "reduce", log)]) + "\n";
    }

    private static Cell? Cell(Literal literal, string title, ConversionLog log)
    {
        if (LiteralReader.Items(literal, $"The {title} cell", log) is not { } pairs)
            return null;
        if (pairs.Count != 2 * Nodes)
            log.Add(literal.Span, FormattableString.Invariant($"The {title} cell has {pairs.Count} operations; a compact one has {2 * Nodes}, two for each of four nodes"));
        var cell = new DraftCell(title, 2, log);
        for (int i = 0; i < pairs.Count; i++)
        {
            if (LiteralReader.Items(pairs[i], "An operation", log) is not { } pair)
                continue;
            if (pair.Count != 2)
                log.Add(pairs[i].Span, FormattableString.Invariant($"An operation is a pair (input, operation); here are {pair.Count} values"));
            else if (LiteralReader.Integer(pair[1], "An operation", log) is not { } number)
                continue;
            else if (number < 0 || number >= Numbered.Length)
                log.Add(pair[1].Span, $"There is no operation {number}; there are {string.Join(", ", Numbered.Select(static (operation, n) => FormattableString.Invariant($"{n} {operation.Name}")))}");
            else
                cell.Add(2 + (i / 2), pairs[i].Span, new TextLiteral(Numbered[number].Name, pair[1].Span), pair[0]);
        }
        return cell.BuildWithEveryNode(literal.Span);
    }

    private string Cell(Cell cell, string title, ConversionLog log)
    {
        var nodes = NodeList.Of(cell, title, 2, SystemName, log);
        nodes.NeedsNodes(Nodes, SystemName, log);
        nodes.NeedsEveryNodeInConcat(SystemName, log);
        nodes.NeedsOperations(2, SystemName, log);
        nodes.NeedsSearchSpace(SystemName, log);
        foreach (Edge edge in nodes.RepeatedEdges())
            log.Lose(FormattableString.Invariant($"{SystemName}'s own graph cannot express two operations on one edge, as node {edge.Node} of the {title} cell has; the encoding here does"));
        return PythonText.Tuple([.. nodes.Nodes.SelectMany(static node => node)
            .Select(static edge => FormattableString.Invariant($"({edge.From}, {Array.IndexOf(Numbered, edge.Operation)})"))]);
    }
}
