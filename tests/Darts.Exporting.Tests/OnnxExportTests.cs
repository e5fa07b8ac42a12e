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
        OnnxExport.Write(SmallNetworks.Of(name), name, folder.File("weights.safetensors"), folder.File("x.onnx"));
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
}
