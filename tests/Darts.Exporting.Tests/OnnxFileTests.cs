using Darts.Exporting.Tests.Support;
using Darts.Genotypes;
using static TorchSharp.torch;

namespace Darts.Exporting.Tests;

/// <summary>What stands in an ONNX file besides what it computes.</summary>
public sealed class OnnxFileTests : IDisposable
{
    private const string Name = "DartsV2Cifar";
    private readonly TemporaryFolder _folder = new();
    private readonly ConvolutionalGenotype _genotype = SmallNetworks.Of(Name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Metadata_names_network_architecture_and_what_the_weights_know_of_their_data()
    {
        RandomWeights.Write(_genotype, _folder.File("w"), new() { ["classes"] = "[\"cat\", \"dog\"]", ["mean"] = "[0.5]", ["std"] = "[0.25]", ["format"] = "pt", ["network"] = Name, ["genotype"] = ArchitectureHash.Of(_genotype) });
        OnnxExport.Write(_genotype, Name, _folder.File("w"), _folder.File("x.onnx"));
        using var runtime = new Runtime(_folder.File("x.onnx"));
        var metadata = runtime.Session.ModelMetadata;
        Assert.Equal("darts", metadata.ProducerName);
        Assert.Equal(Name, metadata.GraphName);
        Assert.StartsWith("DartsV2 on 3×16×16 images, 5 classes", metadata.GraphDescription);
        Assert.Equal(
            ["architecture=DartsV2", "classes=[\"cat\", \"dog\"]", $"genotype={ArchitectureHash.Of(_genotype)}", "mean=[0.5]", $"network={Name}", $"size={NetworkSize.Of(Lowering.Lower(_genotype, (ImageNetworkSpec)_genotype.Networks[0]))}", "std=[0.25]"],
            metadata.CustomMetadataMap.Select(fact => $"{fact.Key}={fact.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Input_and_output_have_names_and_a_batch_that_is_open()
    {
        RandomWeights.Write(_genotype, _folder.File("w"));
        OnnxExport.Write(_genotype, Name, _folder.File("w"), _folder.File("x.onnx"));
        using var runtime = new Runtime(_folder.File("x.onnx"));
        var (input, output) = (runtime.Session.InputMetadata.Single(), runtime.Session.OutputMetadata.Single());
        Assert.Equal("images", input.Key);
        Assert.Equal([-1, 3, 16, 16], input.Value.Dimensions);
        Assert.Equal("batch", input.Value.SymbolicDimensions[0]);
        Assert.Equal("logits", output.Key);
        Assert.Equal([-1, 5], output.Value.Dimensions);
        Assert.Equal("batch", output.Value.SymbolicDimensions[0]);
    }

    [Theory]
    [MemberData(nameof(OnnxExportTests.Networks), MemberType = typeof(OnnxExportTests))]
    public void Nodes_are_named_after_every_living_edge_of_the_genotype_and_no_other(string name)
    {
        var genotype = SmallNetworks.Of(name);
        RandomWeights.Write(genotype, _folder.File("w"));
        OnnxExport.Write(genotype, name, _folder.File("w"), _folder.File("x.onnx"));
        var nodes = OnnxReading.Nodes(_folder.File("x.onnx"));
        Assert.Equal(nodes.Count, nodes.Select(node => node.Name).Distinct().Count());
        var graph = Lowering.Lower(genotype, (ImageNetworkSpec)genotype.Networks[0]);
        // The last cell is needed in any case; an earlier one may feed inputs that nothing reads.
        var last = graph.Cells[^1];
        foreach (var (node, edge) in graph.CellOf(last.Kind).Nodes.SelectMany(node => node.Edges.Select(edge => (node, edge))).Where(pair => !pair.edge.IsIdentity))
        {
            bool named = nodes.Any(one => one.Name.StartsWith($"cells.{last.Index}/", StringComparison.Ordinal) && one.Name.Split('/', '_').Contains($"edge{edge.Index}") && one.Name.Contains(edge.Operation.Name, StringComparison.Ordinal));
            Assert.True(named == node.IsLive, $"edge {edge.Index} into node {node.Number}");
        }
    }

    [Fact]
    public void Every_node_is_needed()
    {
        // A cell that reads c_{k-1} alone: c_{k-2} need not be preprocessed.
        var cell = new Genotypes.Cell([new(2, 1, Operations.Convolutional[4])], [2]);
        var genotype = new ConvolutionalGenotype("One", cell, cell, [new ImageNetworkSpec("One", ImageMacro.Cifar, 4, 3, 5, new(3, 8, 8), Auxiliary: true)], Provenance.Unknown);
        RandomWeights.Write(genotype, _folder.File("w"));
        OnnxExport.Write(genotype, "One", _folder.File("w"), _folder.File("x.onnx"));
        var nodes = OnnxReading.Nodes(_folder.File("x.onnx"));
        HashSet<string> read = [.. nodes.SelectMany(node => node.Inputs), "logits"];
        Assert.All(nodes, node => Assert.Contains(node.Name, read));
        Assert.DoesNotContain(nodes, node => node.Name.Contains("input0", StringComparison.Ordinal));
    }

    [Fact]
    public void Sizes_are_known_before_anything_is_written_even_above_two_gibibytes()
    {
        var large = new Onnx.OnnxTensor("large", ScalarType.Float32, [1 << 20, 1 << 10], () => throw new InvalidOperationException("Nobody asked for its numbers."));
        Assert.InRange(large.Size, 1L << 32, (1L << 32) + 64);
        Assert.InRange(new Onnx.OnnxGraph("g", "", [], [large, large], new("i", [1]), new("o", [1]), []).Size, 1L << 33, (1L << 33) + 256);
    }
}
