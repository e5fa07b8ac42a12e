using Darts.Codegen.Tests.Harness;
using Darts.Kernels;
using Darts.Kernels.Inference;
using Darts.Kernels.Weights;
using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Codegen.Tests.Fusing;

/// <summary>Classes for inference without a tensor library give the logits of the plain network, on any number of threads and with vectors of any width.</summary>
[Collection(TorchTests.Name)]
public sealed class CompiledInferenceTests(FusedNetworks networks) : IClassFixture<FusedNetworks>
{
    private const int Images = 3;

    public static TheoryData<string> Networks => [.. FusedNetworks.Names];

    /// <summary>One in eight: what differs from the others is only where weights come from.</summary>
    public static TheoryData<string> SomeNetworks => [.. FusedNetworks.Names.Where(static (_, index) => index % 8 == 0)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_compiled_network_gives_the_plain_ones_logits(string name)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier plain = MakePlain(name);
        var (pixels, expected) = Evaluate(plain);

        using CompiledClassifier compiled = networks.MakeCompiled(name, new ModuleWeights(plain));
        // The machine's own vectors on two threads, and one of the narrower ones alone.
        VectorWidth[] widths = Enum.GetValues<VectorWidth>();
        foreach (var (threads, width) in new[] { (2, VectorWidths.Widest), (1, widths[name.Length % widths.Length]) })
        {
            compiled.Widest = width;
            using InferenceContext context = compiled.CreateContext(threads);
            float[] logits = new float[Images * plain.Description.Classes];
            context.Run(pixels, logits, Images);
            double error = Error(logits, expected);
            Assert.True(error <= 1e-5, $"{name} on {threads} threads, {width}: {error:g3}");
        }
    }

    [Theory]
    [MemberData(nameof(SomeNetworks))]
    public void A_compiled_network_takes_its_weights_from_a_file_or_a_stream_without_a_tensor_library(string name)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier plain = MakePlain(name);
        var (pixels, expected) = Evaluate(plain);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            NetworkWeights.Save(plain, path);
            using var mapped = WeightsFile.Open(path);
            using var stream = File.OpenRead(path);
            using var copied = WeightsFile.Read(stream, name);
            float[] handedOver = Logits(new ModuleWeights(plain));
            Assert.Equal(handedOver, Logits(mapped));
            Assert.Equal(handedOver, Logits(copied));
            double error = Error(handedOver, expected);
            Assert.True(error <= 1e-5, $"{name} from a file: {error:g3}");
        }
        finally
        {
            File.Delete(path);
        }

        float[] Logits(IWeights weights)
        {
            using CompiledClassifier compiled = networks.MakeCompiled(name, weights);
            using InferenceContext context = compiled.CreateContext(1);
            float[] logits = new float[Images * plain.Description.Classes];
            context.Run(pixels, logits, Images);
            return logits;
        }
    }

    [Fact]
    public void A_compiled_network_refuses_another_ones_weights_naming_both()
    {
        string[] names = [.. FusedNetworks.Names.Take(2)];
        using ImageClassifier other = networks.Make(names[1], "Plain");
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            NetworkWeights.Save(other, path);
            using var weights = WeightsFile.Open(path);
            var thrown = Assert.ThrowsAny<Exception>(() => networks.MakeCompiled(names[0], weights));
            string message = Assert.IsType<WeightsException>(thrown.InnerException ?? thrown).Message;
            Assert.StartsWith($"The weights in '{path}' are those of {names[1]} (genotype {other.Description.GenotypeHash}, {other.Description.Size}), not of {names[0]} (genotype ", message);
            thrown = Assert.ThrowsAny<Exception>(() => networks.MakeCompiled(names[0], new ModuleWeights(other)));
            message = Assert.IsType<WeightsException>(thrown.InnerException ?? thrown).Message;
            Assert.StartsWith($"These weights are those of {names[1]} (genotype ", message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Random images, [N, C, H, W], and the plain network's logits of them.</summary>
    private static (float[] Pixels, Tensor Logits) Evaluate(ImageClassifier plain)
    {
        NetworkDescription size = plain.Description;
        Tensor images = randn(Images, size.Channels, size.Height, size.Width);
        using var withoutGradients = no_grad();
        return (images.data<float>().ToArray(), plain.forward(images));
    }

    private static double Error(float[] logits, Tensor expected) => (tensor(logits).view(Images, -1) - expected).norm().item<float>() / expected.norm().item<float>();

    /// <summary>A network in evaluation whose running statistics are not those of a new one.</summary>
    private ImageClassifier MakePlain(string name)
    {
        manual_seed(4);
        ImageClassifier plain = networks.Make(name, "Plain");
        foreach (var (buffer, values) in plain.named_buffers())
            _ = buffer.EndsWith("running_mean", StringComparison.Ordinal) ? values.normal_(0, 0.2) : values.uniform_(0.5, 1.5);
        plain.eval();
        return plain;
    }
}
