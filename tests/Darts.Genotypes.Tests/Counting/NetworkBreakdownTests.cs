namespace Darts.Genotypes.Tests;

/// <summary>Where costs lie: what the parts add up to, and a small network counted by hand.</summary>
public sealed class NetworkBreakdownTests
{
    [Fact]
    public void Parts_and_operations_add_up_to_the_counts_of_the_network()
    {
        var genotypes = Sample.Published.Select(name => (Genotype)Sample.ReadPublished(name)).Concat(Enumerable.Range(0, 300).Select(seed => RandomGenotype.Make(new Random(seed))));
        foreach (var (genotype, network) in genotypes.OfType<ConvolutionalGenotype>().SelectMany(genotype => genotype.Networks.Select(network => (genotype, (ImageNetworkSpec)network))))
        {
            NetworkGraph graph = Lowering.Lower(genotype, network);
            var counts = NetworkCounts.Of(graph);
            var breakdown = NetworkBreakdown.Of(graph);
            Assert.Equal(counts.ParametersWithAuxiliary, breakdown.Parameters);
            Assert.Equal(counts.ParametersWithAuxiliary, breakdown.Operations.Sum(operation => operation.Parameters));
            Assert.Equal(counts.MultiplyAdds, breakdown.Parts.Sum(part => part.MultiplyAdds));
            Assert.Equal(counts.MultiplyAdds, breakdown.Operations.Sum(operation => operation.MultiplyAdds));
            Assert.Equal(breakdown.Activations, breakdown.Operations.Sum(operation => operation.Activations));
            Assert.Equal(network.Layers, breakdown.Parts.Count(part => part.Index is not null));
        }
    }

    [Fact]
    public void A_small_network_is_counted_by_hand()
    {
        // One cell, a reduction, on 8×8 images with C = 4: it works with 8 channels, its inputs are 12×8×8, its nodes 8×4×4.
        const string text = """
            { "version": 1, "kind": "convolutional", "name": "Hand",
              "normal": { "edges": [ { "node": 2, "from": 0, "op": "skip_connect" } ], "concat": [2] },
              "reduce": { "edges": [
                { "node": 2, "from": 0, "op": "sep_conv_3x3" }, { "node": 2, "from": 0, "op": "dil_conv_5x5" },
                { "node": 3, "from": 1, "op": "max_pool_3x3" }, { "node": 3, "from": 1, "op": "avg_pool_3x3" },
                { "node": 4, "from": 1, "op": "skip_connect" }, { "node": 5, "from": 2, "op": "conv_7x1_1x7" } ], "concat": [2, 3, 4] },
              "networks": [ { "name": "HandNet", "macro": "cifar", "channels": 4, "layers": 1, "classes": 10, "input": [3, 8, 8], "auxiliary": true } ] }
            """;
        var genotype = (ConvolutionalGenotype)Sample.Valid(text);
        var breakdown = NetworkBreakdown.Of(Lowering.Lower(genotype, (ImageNetworkSpec)genotype.Networks[0]));
        long inside = 8 * 8 * 8, node = 8 * 4 * 4;
        Assert.Equal(
            [
                ("stem", 1, (3 * 8 * 8) + (12 * 8 * 8)),
                ("preprocessing", 2, 2 * ((12 * 8 * 8) + inside)),
                ("sep_conv_3x3", 1, inside + (5 * node)),           // with the ReLU of c_{k-2}, which the next one shares
                ("dil_conv_5x5", 1, 2 * node),
                ("max_pool_3x3", 1, inside + (2 * node)),           // with the pools' input
                ("avg_pool_3x3", 1, 0),
                ("skip_connect", 1, inside + node),                 // a factorized reduction: the ReLU of c_{k-1}, the batch norm's input
                ("conv_7x1_1x7", 1, 0),                             // node 5 is dead
                ("auxiliary head", 1, (24 * 4 * 4) + (24 * 4) + (2 * 128 * 4) + (2 * 768)),
                ("classifier", 1, 24),
            ],
            breakdown.Operations.Select(operation => (operation.Name, operation.Count, operation.Activations)));
        Assert.Equal(["stem", "reduction", "auxiliary head", "classifier"], breakdown.Parts.Select(part => part.Name));
        Assert.Equal([24, 4, 4], breakdown.Parts[1].Output);
    }

    [Theory]
    [InlineData(850, 10_000, 22_960_000)]
    [InlineData(700, 33_278, 33_127_878)]
    public void A_language_model_has_the_published_number_of_parameters(int width, int words, long parameters)
    {
        var cell = new Cell([.. Enumerable.Range(1, 8).Select(node => new Edge(node, node - 1, Operations.Recurrent[1]))], [1, 2, 3, 4, 5, 6, 7, 8]);
        var breakdown = NetworkBreakdown.Of(new RecurrentGenotype("G", cell, [], Provenance.Unknown), new LanguageNetworkSpec("N", width, width, words));
        Assert.Equal(parameters, breakdown.Parameters);
        Assert.Equal(parameters, breakdown.Operations.Sum(operation => operation.Parameters));
        // A product of each weight matrix but the embedding, which is looked up, and the decoder with it.
        Assert.Equal(parameters - words, breakdown.Parts.Sum(part => part.MultiplyAdds));
    }

    [Fact]
    public void A_recurrent_node_that_nothing_reads_has_weights_but_is_not_computed()
    {
        var cell = new Cell([new(1, 0, Operations.Recurrent[1]), new(2, 0, Operations.Recurrent[4]), new(3, 0, Operations.Recurrent[2])], [1, 2]);
        var parts = NetworkBreakdown.Of(new RecurrentGenotype("G", cell, [], Provenance.Unknown), new LanguageNetworkSpec("N", 6, 10, 100)).Parts;
        Assert.Equal(["embedding", "input", "tanh", "identity", "relu", "decoder"], parts.Select(part => part.Name));
        Assert.Equal([600, 320, 200, 200, 200, 1100], parts.Select(part => part.Parameters));          // the decoder is not tied: the widths differ
        Assert.Equal([0, 320, 200, 200, 0, 1000], parts.Select(part => part.MultiplyAdds));
        Assert.Equal(new long[] { 6, 46, 40, 30, 0, 210 }, parts.Select(part => part.Activations / NetworkBreakdown.SequenceLength));
    }
}
