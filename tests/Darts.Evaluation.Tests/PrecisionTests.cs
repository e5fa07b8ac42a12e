using static TorchSharp.torch;

namespace Darts.Evaluation.Tests;

public sealed class PrecisionTests
{
    [Theory]
    [InlineData("GoldenDartsV2Cifar")]
    [InlineData("GoldenAmoebaNetCifar")]
    public void Logits_in_bf16_are_near_those_in_fp32_in_all_forms(string name)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        manual_seed(1);
        using ImageClassifier network = Compiled.Network(name);
        Tensor images = randn(4, network.Description.Channels, network.Description.Height, network.Description.Width);

        // Moves the running statistics to where those of such images are.
        for (int pass = 0; pass < 20; pass++)
            network.forward(images).Dispose();
        network.eval();
        using InferenceNetwork inference = network.ForInference();
        foreach (nn.Module<Tensor, Tensor> form in (nn.Module<Tensor, Tensor>[])[network, inference])
        {
            Tensor exact = form.forward(images), rounded = InBf16(form, images);
            Assert.True((exact - rounded).norm().item<float>() < 0.1f * exact.norm().item<float>(), $"{form.GetName()}: too far");
            Assert.False(exact.Equals(rounded));
        }
    }

    private static Tensor InBf16(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        using var autocast = Autocast.Begin(Precision.Bf16, CPU);
        return network.forward(images).to(float32);
    }
}
