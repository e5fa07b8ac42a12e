namespace Darts.Genotypes.Tests;

/// <summary>What the language lets through, and what it means.</summary>
public sealed class ValidTests
{
    [Fact]
    public void Everything_a_file_says_is_in_the_genotype()
    {
        var genotype = Assert.IsType<ConvolutionalGenotype>(Sample.Valid(Sample.Convolutional));
        Assert.Equal("Tiny", genotype.Name);
        Assert.Equal("genotype.schema.json", genotype.Schema);
        Assert.Equal(["2←0 sep_conv_3x3", "2←1 skip_connect", "3←2 dil_conv_5x5"], genotype.Normal.Edges.Select(edge => $"{edge.Node}←{edge.From} {edge.Operation}"));
        Assert.Equal([2, 3], genotype.Normal.Concat);
        Assert.Equal([2], genotype.Reduce.Concat);
        Assert.Equal(
            [
                new ImageNetworkSpec("TinyCifar", ImageMacro.Cifar, 8, 6, 10, new(3, 32, 32), true),
                new ImageNetworkSpec("TinyImageNet", ImageMacro.ImageNet, 16, 5, 100, new(1, 64, 48), false),
            ],
            genotype.Networks);
        Assert.Equal(new Provenance("by hand", "none", -7, 50, "a \"test\" at C:\\tests"), genotype.Provenance);
    }

    [Fact]
    public void A_recurrent_genotype_is_read()
    {
        var genotype = Assert.IsType<RecurrentGenotype>(Sample.Valid(Sample.Recurrent));
        Assert.Equal(["1←0 relu", "2←1 tanh"], genotype.Recurrent.Edges.Select(edge => $"{edge.Node}←{edge.From} {edge.Operation}"));
        Assert.Equal([new LanguageNetworkSpec("TinyPtb", 850, 850, 10000)], genotype.Networks);
        Assert.Same(Provenance.Unknown.Method, genotype.Provenance.Method);
        Assert.Null(genotype.Schema);
    }

    [Fact]
    public void Edges_are_sorted_by_node_and_keep_their_order_within_it()
    {
        string text = Sample.Convolutional.With(
            "\"node\": 2, \"from\": 0, \"op\": \"sep_conv_3x3\"", "\"node\": 4, \"from\": 3, \"op\": \"skip_connect\" },\n { \"node\": 2, \"from\": 1, \"op\": \"sep_conv_3x3\"");
        var genotype = (ConvolutionalGenotype)Sample.Valid(text);
        Assert.Equal([(2, "sep_conv_3x3"), (2, "skip_connect"), (3, "dil_conv_5x5"), (4, "skip_connect")], genotype.Normal.Edges.Select(edge => (edge.Node, edge.Operation.Name)));
    }

    [Theory]
    [InlineData("\"concat\": [2, 3]", "\"concat\": [3]")]                                             // a node of the middle only
    [InlineData("\"concat\": [2, 3]", "\"concat\": [2]")]                                             // a dead node
    [InlineData("\"node\": 2, \"from\": 1, \"op\": \"skip", "\"node\": 2, \"from\": 0, \"op\": \"skip")]  // two edges of one source
    [InlineData("\"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }\n    ],\n    \"concat\": [2, 3]", "\"node\": 7, \"from\": 2, \"op\": \"dil_conv_5x5\" }\n    ],\n    \"concat\": [2, 7]")]
    [InlineData("\"op\": \"dil_conv_5x5\"", "\"op\": \"conv_7x1_1x7\"")]
    [InlineData("\"op\": \"dil_conv_5x5\"", "\"op\": \"sep_conv_7x7\"")]
    [InlineData("\"op\": \"dil_conv_5x5\"", "\"\\u006fp\": \"dil\\u005fconv_5x5\"")]
    [InlineData("[3, 32, 32]", "[3, 3, 3]")]
    [InlineData("[1, 64, 48]", "[1, 17, 33]")]
    [InlineData("\"layers\": 6, \"classes\": 10, \"input\": [3, 32, 32]", "\"layers\": 1, \"classes\": 1, \"input\": [1, 2, 2]")]
    [InlineData("\"channels\": 8", "\"channels\": 7")]                                                // cifar halves doubled channels
    [InlineData("\"seed\": -7", "\"seed\": 9223372036854775807")]
    [InlineData("\"name\": \"Tiny\"", "\"name\": \"Größe\"")]
    public void What_is_unusual_is_allowed(string old, string by) => Sample.Valid(Sample.Convolutional.With(old, by));

    [Fact]
    public void Provenance_schema_and_networks_may_be_empty()
    {
        Genotype genotype = Sample.Valid("""
            { "version": 1, "kind": "convolutional", "name": "A", "networks": [], "provenance": {},
              "reduce": { "concat": [2], "edges": [{ "op": "skip_connect", "from": 0, "node": 2 }] },
              "normal": { "concat": [2], "edges": [{ "op": "skip_connect", "from": 0, "node": 2 }] } }
            """);
        Assert.Equal(Provenance.Unknown, genotype.Provenance);
        Assert.Empty(genotype.Networks);
    }

    [Fact]
    public void The_largest_network_the_language_allows_can_be_counted()
    {
        string edges = string.Join(", ", Enumerable.Range(2, 62).Select(node => $"{{ \"node\": {node}, \"from\": {node - 1}, \"op\": \"conv_7x1_1x7\" }}"));
        string extra = string.Join(", ", Enumerable.Repeat("{ \"node\": 63, \"from\": 0, \"op\": \"conv_7x1_1x7\" }", GenotypeLimits.Edges - 62));
        string cell = $"{{ \"edges\": [{edges}, {extra}], \"concat\": [{string.Join(", ", Enumerable.Range(2, 62))}] }}";
        var genotype = (ConvolutionalGenotype)Sample.Valid($$"""
            { "version": 1, "kind": "convolutional", "name": "Huge", "normal": {{cell}}, "reduce": {{cell}}, "networks":
              [{ "name": "H", "macro": "cifar", "channels": 1024, "layers": 256, "classes": 1000000, "input": [4096, 4096, 4096], "auxiliary": true }] }
            """);
        var counts = NetworkCounts.Of(Lowering.Lower(genotype, (ImageNetworkSpec)genotype.Networks[0]));
        Assert.InRange(counts.MultiplyAdds, 1_000_000_000_000_000, long.MaxValue);
        Assert.InRange(counts.Parameters, 1_000_000_000, long.MaxValue);
    }
}
