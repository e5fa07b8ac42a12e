using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Peers;

/// <summary>DARTS_V2 with 36 channels and 20 layers classifying images of 32×32: our form for inference against the plain network in evaluation, and ONNX Runtime on our export.</summary>
internal static class InferencePeers
{
    private static readonly int[] Batches = [1, 8, 64];

    /// <summary>Measures.</summary>
    /// <param name="rounds">How often each is timed.</param>
    public static IEnumerable<PeerResult> Run(int rounds)
    {
        using ImageClassifier plain = DartsV2.Plain(), trained = DartsV2.Fused();
        plain.eval();
        trained.eval();
        using InferenceNetwork ours = trained.ForInference();
        using var onnx = new OnnxRuntimeNetwork(trained);
        double limit = MachineLimit.MultiplyAddsPerSecond(get_num_threads());
        foreach (int batch in Batches)
        {
            using Tensor images = randn(batch, 3, 32, 32);
            float[] pixels = images.data<float>().ToArray();
            double[] times = Interleaved.Medians(
                rounds, () => Classify(ours, images), () => Classify(plain, images), () => Classify(trained, images), () => onnx.Classify(pixels, images.shape));
            yield return PeerResult.Of($"inference, batch {batch}", "plain", times[0], times[1], DartsV2.MultiplyAdds * batch, limit);
            yield return PeerResult.Of($"inference, batch {batch}", "fused for training", times[0], times[2], DartsV2.MultiplyAdds * batch, limit);
            yield return PeerResult.Of($"inference, batch {batch}", "ONNX Runtime", times[0], times[3], DartsV2.MultiplyAdds * batch, limit);
        }
    }

    private static void Classify(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        using var withoutGradients = inference_mode();
        network.forward(images).Dispose();
    }
}
