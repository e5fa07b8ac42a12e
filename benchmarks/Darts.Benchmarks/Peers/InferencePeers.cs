using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Peers;

/// <summary>DARTS_V2 with 36 channels and 20 layers classifying images of 32×32: our form for inference against the plain network in evaluation, and ONNX Runtime on our export.</summary>
internal static class InferencePeers
{
    /// <summary>Measures.</summary>
    /// <param name="options">How and where.</param>
    public static IEnumerable<PeerResult> Run(PeerOptions options)
    {
        using ImageClassifier plain = DartsV2.Plain().to(options.Device), trained = DartsV2.Fused().to(options.Device);
        plain.eval();
        trained.eval();
        using InferenceNetwork ours = trained.ForInference();
        using OnnxRuntimeNetwork? onnx = options is { OnGpu: false, Precision: Precision.Fp32 } ? new OnnxRuntimeNetwork(trained) : null;
        double? limit = options.Limit();
        foreach (int batch in options.Batches([1, 8, 64], 256))
        {
            using Tensor images = randn(batch, 3, 32, 32, device: options.Device);
            Action[] ways = [() => Classify(ours), () => CpuKernels.Without(() => Classify(plain)), () => Classify(trained)];
            if (onnx is not null)
            {
                float[] pixels = images.data<float>().ToArray();
                ways = [.. ways, () => onnx.Classify(pixels, images.shape)];
            }
            double[] times = options.Medians(ways);
            string name = options.Name($"inference, batch {batch}");
            yield return PeerResult.Of(name, "plain", times[0], times[1], DartsV2.MultiplyAdds * batch, limit);
            yield return PeerResult.Of(name, "fused for training", times[0], times[2], DartsV2.MultiplyAdds * batch, limit);
            if (onnx is not null)
                yield return PeerResult.Of(name, "ONNX Runtime", times[0], times[3], DartsV2.MultiplyAdds * batch, limit);

            void Classify(nn.Module<Tensor, Tensor> network)
            {
                using var withoutGradients = inference_mode();
                using var autocast = Autocast.Begin(options.Precision, options.Device);
                network.forward(images).Dispose();
            }
        }
    }
}
