namespace Darts.Genotypes.Tests;

public sealed class NetworkCountsTests
{
    /// <summary>Millions of multiply-adds (convolutions and linear layers, without the auxiliary head) to a tenth, at C=36 L=20 (CIFAR) and C=48 L=14 (ImageNet).</summary>
    [Theory]
    [InlineData("darts-v1", 501.0, 505.9)]
    [InlineData("darts-v2", 528.4, 529.9)]
    [InlineData("pc-darts-cifar", 556.7, 571.1)]
    [InlineData("pc-darts-imagenet", 570.5, 581.6)]
    [InlineData("p-darts", 532.2, 542.8)]
    [InlineData("drnas-cifar", 635.1, 633.8)]
    [InlineData("drnas-imagenet", 617.9, 624.4)]
    [InlineData("sdarts-rs", 562.4, 566.8)]
    [InlineData("sdarts-adv", 526.8, 531.6)]
    [InlineData("darts-minus", 546.6, 546.1)]
    [InlineData("gdas", 519.4, 537.6)]
    [InlineData("darts-pt", 517.7, 527.5)]
    [InlineData("nasnet", 603.5, 604.0)]
    [InlineData("amoebanet", 488.9, 526.7)]
    public void A_published_genotype_has_the_known_multiply_adds(string name, double cifar, double imageNet)
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished(name);
        Assert.Equal([cifar, imageNet], genotype.Networks.Select(network => Math.Round(Counts(genotype, network).MultiplyAdds / 1e6, 1)));
    }

    [Fact]
    public void The_auxiliary_heads_have_the_known_parameters()
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished("darts-v2");
        Assert.Equal([476_426, 1_260_776], genotype.Networks.Select(network => Counts(genotype, network)).Select(counts => counts.ParametersWithAuxiliary - counts.Parameters));
    }

    /// <summary>quark0/darts <c>rnn</c>: an eight-node cell on Penn Treebank and on WikiText-2.</summary>
    [Theory]
    [InlineData(850, 10_000, 22_960_000)]
    [InlineData(700, 33_278, 33_127_878)]
    public void A_language_model_has_the_known_parameters(int width, int vocabulary, long parameters)
    {
        var edges = Enumerable.Range(1, 8).Select(node => new Edge(node, node - 1, Operations.Recurrent[1])).ToEquatableArray();
        var network = new LanguageNetworkSpec("Language", width, width, vocabulary);
        var genotype = new RecurrentGenotype("Chain", new(edges, [8]), [network], Provenance.Unknown);
        Assert.Equal(parameters, NetworkCounts.Of(genotype, network).Parameters);
    }

    [Fact]
    public void A_network_of_the_other_kind_is_not_counted() =>
        Assert.Throws<ArgumentException>(() => NetworkCounts.Of(Sample.ReadPublished("darts-v2"), new LanguageNetworkSpec("Language", 1, 1, 1)));

    [Fact]
    public void Without_an_auxiliary_head_both_counts_are_equal()
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished("darts-v2");
        NetworkCounts counts = Counts(genotype, (ImageNetworkSpec)genotype.Networks[0] with { Auxiliary = false });
        Assert.Equal(counts.Parameters, counts.ParametersWithAuxiliary);
        Assert.Equal(3_349_342, counts.Parameters);
    }

    [Fact]
    public void A_dead_node_has_parameters_and_computes_nothing()
    {
        Operation sepConv = Operations.Convolutional.Single(operation => operation.Name == "sep_conv_3x3");
        var cell = new Cell([new(2, 0, sepConv)], [2]);
        var withDead = new Cell([new(2, 0, sepConv), new(3, 2, sepConv)], [2]);
        var network = new ImageNetworkSpec("Small", ImageMacro.Cifar, 8, 1, 10, new(3, 8, 8), Auxiliary: false);
        NetworkCounts without = Counts(new ConvolutionalGenotype("Small", cell, cell, [network], Provenance.Unknown), network);
        NetworkCounts with = Counts(new ConvolutionalGenotype("Small", withDead, withDead, [network], Provenance.Unknown), network);
        const int Channels = 16;
        Assert.Equal(without.Parameters + (2 * ((Channels * 9) + (Channels * Channels) + (2 * Channels))), with.Parameters);
        Assert.Equal(without.MultiplyAdds, with.MultiplyAdds);
    }

    private static NetworkCounts Counts(ConvolutionalGenotype genotype, NetworkSpec network) =>
        NetworkCounts.Of(Genotypes.Lowering.Lower(genotype, (ImageNetworkSpec)network));
}
