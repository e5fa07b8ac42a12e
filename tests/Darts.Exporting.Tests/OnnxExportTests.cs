using Darts.Exporting.Tests.Support;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Exporting.Tests;

/// <summary>ONNX Runtime computes what the compiled network computes in evaluation.</summary>
public sealed class OnnxExportTests(CompiledNetworks networks) : IClassFixture<CompiledNetworks>
{
    /// <summary>Of the largest difference, for logits of the order of 1.</summary>
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Networks => [.. SmallNetworks.Names];

    [Theory]
    [MemberData(nameof(Networks))]
    public void An_exported_network_computes_what_the_compiled_one_does(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using ImageClassifier network = networks.Make(name);
        NetworkWeights.Save(network, folder.File("weights.safetensors"));
        OnnxFile exported = OnnxExport.Write(SmallNetworks.Of(name), name, folder.File("weights.safetensors"), folder.File("x.onnx"));
        Assert.Equal(new FileInfo(folder.File("x.onnx")).Length, exported.Bytes);
        using var runtime = new Runtime(folder.File("x.onnx"));
        foreach (int batch in (int[])[1, 3])
        {
            Tensor images = randn(batch, network.Description.Channels, network.Description.Height, network.Description.Width);
            using var withoutGradients = no_grad();
            Tensor expected = network.forward(images), logits = runtime.Run(images);
            Assert.Equal([batch, 5], logits.shape);
            double size = Math.Max(1, expected.abs().max().item<float>());
            Assert.InRange((logits - expected).abs().max().item<float>() / size, 0, Tolerance);
            // A network that forgets its images would pass.
            Assert.True(batch == 1 || (expected[0] - expected[1]).abs().max().item<float>() > 100 * Tolerance * size, "The images make no difference.");
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_state_is_known_without_compiling(string name)
    {
        using ImageClassifier network = networks.Make(name);
        var shapes = StateShapes.Of(ExportedNetwork.Of(SmallNetworks.Of(name), name));
        Assert.Equal(
            network.state_dict().Select(tensor => $"{tensor.Key} [{string.Join(", ", tensor.Value.shape)}]").Order(),
            shapes.Select(tensor => $"{tensor.Key} [{string.Join(", ", tensor.Value)}]").Order());
    }

    [Theory]
    [InlineData("DartsV2Cifar")]
    [InlineData("Random3")]
    public void A_living_network_gives_the_same_file_as_its_saved_weights(string name)
    {
        using var folder = new TemporaryFolder();
        using ImageClassifier network = networks.Make(name);
        NetworkWeights.Save(network, folder.File("weights.safetensors"));
        OnnxExport.Write(SmallNetworks.Of(name), name, folder.File("weights.safetensors"), folder.File("file.onnx"));
        OnnxExport.Write(SmallNetworks.Of(name), network, folder.File("network.onnx"));
        Assert.Equal(File.ReadAllBytes(folder.File("file.onnx")), File.ReadAllBytes(folder.File("network.onnx")));
    }

    [Fact]
    public void A_network_of_another_genotype_or_of_other_sizes_is_refused()
    {
        using var folder = new TemporaryFolder();
        using ImageClassifier network = networks.Make("DartsV2Cifar");
        var genotype = SmallNetworks.Of("DartsV2Cifar");
        var spec = (Genotypes.ImageNetworkSpec)genotype.Networks[0];
        foreach (var other in (Genotypes.Genotype[])[SmallNetworks.Of("DartsV1Cifar") with { Networks = [spec] }, genotype with { Networks = [spec with { Channels = 8 }] }])
        {
            var error = Assert.Throws<DartsException>(() => OnnxExport.Write(other, network, folder.File("x.onnx")));
            Assert.Contains("DartsV2Cifar was compiled from another genotype", error.Message);
        }
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Weights_of_half_precision_are_converted()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using ImageClassifier network = networks.Make("DartsV2Cifar");
        var halves = network.state_dict().ToDictionary(tensor => tensor.Key, tensor => tensor.Value.to(ScalarType.Float16));
        SafeTensors.Write(folder.File("half.safetensors"), halves);
        OnnxExport.Write(SmallNetworks.Of("DartsV2Cifar"), "DartsV2Cifar", folder.File("half.safetensors"), folder.File("x.onnx"));
        NetworkWeights.Load(network, folder.File("half.safetensors"));
        using var runtime = new Runtime(folder.File("x.onnx"));
        using var withoutGradients = no_grad();
        Tensor images = randn(2, 3, 16, 16);
        Assert.InRange((network.forward(images) - runtime.Run(images)).abs().max().item<float>(), 0, Tolerance);
    }
}
