using Darts.Codegen.Tests.Harness;
using Darts.Kernels;
using Darts.Kernels.Inference;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Codegen.Tests.Fusing;

/// <summary>Classes for inference without a tensor library give the logits of the plain network, on any number of threads and with vectors of any width.</summary>
[Collection(TorchTests.Name)]
public sealed class CompiledInferenceTests(FusedNetworks networks) : IClassFixture<FusedNetworks>
{
    private const int Images = 3;

    public static TheoryData<string> Networks => [.. FusedNetworks.Names];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_compiled_network_gives_the_plain_ones_logits(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using ImageClassifier plain = networks.Make(name, "Plain");
        foreach (var (buffer, values) in plain.named_buffers())
            _ = buffer.EndsWith("running_mean", StringComparison.Ordinal) ? values.normal_(0, 0.2) : values.uniform_(0.5, 1.5);
        plain.eval();
        NetworkDescription size = plain.Description;
        Tensor images = randn(Images, size.Channels, size.Height, size.Width);
        using var withoutGradients = no_grad();
        Tensor expected = plain.forward(images);

        using CompiledClassifier compiled = networks.MakeCompiled(name, new ModuleWeights(plain));
        float[] pixels = images.data<float>().ToArray();
        // The machine's own vectors on two threads, and one of the narrower ones alone.
        VectorWidth[] widths = Enum.GetValues<VectorWidth>();
        foreach (var (threads, width) in new[] { (2, VectorWidths.Widest), (1, widths[name.Length % widths.Length]) })
        {
            compiled.Widest = width;
            using InferenceContext context = compiled.CreateContext(threads);
            float[] logits = new float[Images * size.Classes];
            context.Run(pixels, logits, Images);
            double error = (tensor(logits).view(Images, -1) - expected).norm().item<float>() / expected.norm().item<float>();
            Assert.True(error <= 1e-5, $"{name} on {threads} threads, {width}: {error:g3}");
        }
    }
}
