namespace Darts.Genotypes.Converting;

/// <summary>The description of huawei-noah/vega (<c>algorithms/nas/darts_cnn/darts_cifar10.json</c>): a whole network, whose cells list triples of operation,
/// node and input. The cells stand under <c>cells</c>, in older versions directly in the network.</summary>
internal sealed class VegaFormat() : GenotypeFormat("vega", "Vega", "{\"super_network\": {\"cells\": {\"normal\": {\"genotype\": [[\"sep_conv_3x3\", 2, 0], …]}}}}")
{
    /// <inheritdoc/>
    internal override bool Recognises(Literal literal) => LiteralReader.Part(LiteralReader.Part(Cells(Network(literal)), "normal"), "genotype") is not null;

    /// <inheritdoc/>
    internal override Genotype? Read(Literal literal, string name, ConversionLog log)
    {
        Literal network = Network(literal), cells = Cells(network);
        Cell? normal = ReadCell(cells, "normal", log), reduce = ReadCell(cells, "reduce", log);
        if (normal is null || reduce is null)
            return null;
        ImageNetworkSpec? spec = VegaNetwork.Read(network, cells, name, log);
        return new ConvolutionalGenotype(name, normal, reduce, spec is null ? [] : [spec], Provenance.Unknown);
    }

    /// <inheritdoc/>
    internal override string? Write(Genotype genotype, ConversionLog log)
    {
        if (Metadata.Convolutional(genotype, SystemName, log) is not { } convolutional)
            return null;
        var networks = convolutional.Networks.OfType<ImageNetworkSpec>().ToList();
        ImageNetworkSpec? network = networks.Find(VegaNetwork.CanWrite);
        Metadata.Lose(genotype, SystemName, keepsName: false, log, network);
        if (network is null)
        {
            log.Lose($"Vega describes a whole network of square colour images, and the genotype names none{(networks.Count == 0 ? "" : " that it can describe")}: "
                + "it is the published one for CIFAR-10, of 36 channels and 20 cells");
        }
        return VegaNetwork.Write(network ?? VegaNetwork.Published, [WriteCell(convolutional.Normal, "normal", "NormalCell"), WriteCell(convolutional.Reduce, "reduce", "ReduceCell")]);
    }

    private static Literal Network(Literal literal) => LiteralReader.Part(literal, "super_network") ?? literal;

    private static Literal Cells(Literal network) => LiteralReader.Part(network, "cells") ?? network;

    private static Cell? ReadCell(Literal cells, string title, ConversionLog log)
    {
        if (LiteralReader.Part(cells, title) is not { } cell)
        {
            log.Add(cells.Span, $"There is no '{title}', which is the {title} cell");
            return null;
        }
        if (LiteralReader.Part(cell, "genotype") is not { } genes || LiteralReader.Part(cell, "concat") is not { } output)
        {
            log.Add(cell.Span, $"The {title} cell needs a 'genotype' and a 'concat'");
            return null;
        }
        if (LiteralReader.Items(genes, "'genotype'", log) is not { } triples || LiteralReader.Nodes(output, "'concat'", log) is not { } concat)
            return null;
        var draft = new DraftCell(title, 2, log);
        foreach (Literal item in triples)
        {
            if (item is not SequenceLiteral { Items: [var operation, var to, var from] })
                log.Add(item.Span, $"An operation is {item.Description}; it must be a triple [\"operation\", node, input]");
            else if (LiteralReader.Integer(to, "A node", log) is { } node)
                draft.Add(node, to.Span, operation, from);
        }
        return draft.Build(genes.Span, concat);
    }

    private static string WriteCell(Cell cell, string title, string type)
    {
        string genes = string.Join(",\n", cell.Edges.Select(static edge => FormattableString.Invariant($"          [\"{edge.Operation.Name}\", {edge.Node}, {edge.From}]")));
        int steps = cell.Edges[cell.Edges.Count - 1].Node - 1;
        return FormattableString.Invariant($"      \"{title}\": {{\n        \"type\": \"{type}\",\n        \"steps\": {steps},\n")
            + $"        \"genotype\": [\n{genes}\n        ],\n        \"concat\": {PythonText.List(cell.Concat)}\n      }}";
    }
}
