namespace Darts.Genotypes.Converting;

/// <summary>What the Python systems have in common: a named tuple <c>Genotype(normal, normal_concat, reduce, reduce_concat)</c>. They differ in how a cell's
/// operations are listed.</summary>
internal abstract class NamedTupleFormat(string name, string system, string title) : GenotypeFormat(name, system, title)
{
    private static readonly string[] Required = ["normal", "normal_concat", "reduce", "reduce_concat"];

    /// <summary>The tuple's parts beyond the four that all have.</summary>
    protected virtual IReadOnlyList<string> MoreParts => [];

    /// <inheritdoc/>
    internal override bool Recognises(Literal literal) => Genes(literal) is { } genes && RecognisesCell(literal, genes);

    /// <inheritdoc/>
    internal override Genotype? Read(Literal literal, string name, ConversionLog log)
    {
        if (LiteralReader.Fields(literal, "a genotype", [.. Required, .. MoreParts], Required.Length, log) is not { } parts)
            return null;
        ReadMore(parts, log);
        Cell? normal = Cell(parts, "normal", log), reduce = Cell(parts, "reduce", log);
        return normal is null || reduce is null ? null : new ConvolutionalGenotype(name, normal, reduce, [], Provenance.Unknown);
    }

    /// <inheritdoc/>
    internal override string? Write(Genotype genotype, ConversionLog log)
    {
        if (Metadata.Convolutional(genotype, SystemName, log) is not { } convolutional)
            return null;
        Metadata.Lose(genotype, SystemName, keepsName: true, log);
        var (normal, normalConcat) = WriteCell(convolutional.Normal, "normal", log);
        var (reduce, reduceConcat) = WriteCell(convolutional.Reduce, "reduce", log);
        string more = string.Concat(MoreParts.Select(static part => $", {part}=None"));
        return $"{PythonNames.ToPython(genotype.Name, log)} = Genotype(\n"
            + $"    normal={normal},\n    normal_concat={PythonText.List(normalConcat)},\n"
            + $"    reduce={reduce},\n    reduce_concat={PythonText.List(reduceConcat)}{more})\n";
    }

    /// <summary>Whether the list of the normal cell's operations is in this format.</summary>
    protected abstract bool RecognisesCell(Literal literal, SequenceLiteral genes);

    /// <summary>Takes what stands in <see cref="MoreParts"/>.</summary>
    protected virtual void ReadMore(IReadOnlyDictionary<string, Literal> parts, ConversionLog log)
    {
    }

    /// <summary>Adds the operations of a list to the cell.</summary>
    protected abstract void ReadEdges(IReadOnlyList<Literal> genes, Literal list, DraftCell cell, ConversionLog log);

    /// <summary>The cell, once its operations are read.</summary>
    protected virtual Cell Build(DraftCell cell, SourceSpan span, IReadOnlyList<(int Node, SourceSpan Span)> concat, ConversionLog log) => cell.Build(span, concat);

    /// <summary>A cell's operations as this format lists them, and its output.</summary>
    protected abstract (string Genes, IEnumerable<int> Concat) WriteCell(Cell cell, string title, ConversionLog log);

    /// <summary>An operation as a pair or triple: a sequence of that length that begins with a text.</summary>
    protected static IReadOnlyList<Literal>? Gene(Literal literal, int length, string form, ConversionLog log)
    {
        if (literal is SequenceLiteral { Items: var items } && items.Count == length)
            return items;
        log.Add(literal.Span, $"An operation is {literal.Description}; it must be {form}");
        return null;
    }

    /// <summary>Whether a literal is a sequence of that length that begins with a text.</summary>
    protected static bool IsGene(Literal literal, int length) =>
        literal is SequenceLiteral { Items: var items } && items.Count == length && items[0] is TextLiteral;

    private SequenceLiteral? Genes(Literal literal) =>
        LiteralReader.Parts(literal, [.. Required, .. MoreParts]).FirstOrDefault(static part => part.Name == "normal").Value as SequenceLiteral;

    private Cell? Cell(IReadOnlyDictionary<string, Literal> parts, string title, ConversionLog log)
    {
        Literal list = parts[title], output = parts[title + "_concat"];
        if (LiteralReader.Items(list, $"'{title}'", log) is not { } genes || LiteralReader.Nodes(output, $"'{title}_concat'", log) is not { } concat)
            return null;
        var cell = new DraftCell(title, 2, log);
        ReadEdges(genes, list, cell, log);
        return Build(cell, list.Span, concat, log);
    }
}
