using Darts.Kernels.Inference;
using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Peers;

/// <summary>
/// DARTS_V2 with 36 channels and 20 layers classifying images of 32×32. Ours on a CPU is the class that needs no tensor library, elsewhere the form for inference; peers are the plain network in
/// evaluation, our other forms, and ONNX Runtime on our export.
/// </summary>
internal static class InferencePeers
{
    /// <summary>Measures.</summary>
    /// <param name="options">How and where.</param>
    public static IEnumerable<PeerResult> Run(PeerOptions options)
    {
        using ImageClassifier plain = DartsV2.Plain().to(options.Device), trained = DartsV2.Fused().to(options.Device);
        plain.eval();
        trained.eval();
        using InferenceNetwork folded = trained.ForInference();
        bool onProcessor = options is { OnGpu: false, Precision: Precision.Fp32 };
        using OnnxRuntimeNetwork? onnx = onProcessor ? new OnnxRuntimeNetwork(trained) : null;
        using CompiledClassifier? compiled = onProcessor ? DartsV2.Compiled(trained) : null;
        using InferenceContext? context = compiled?.CreateContext(get_num_threads());
        double? limit = options.Limit();
        foreach (int batch in options.Batches([1, 8, 64], 256))
        {
            using Tensor images = randn(batch, 3, 32, 32, device: options.Device);
            float[] pixels = onProcessor ? images.data<float>().ToArray() : [], logits = new float[batch * 10];
            var libtorch = () => CpuKernels.Without(() => Classify(folded));
            (string Name, Action Run)[] peers =
            [
                ("plain", () => CpuKernels.Without(() => Classify(plain))),
                ("trained class", () => Classify(trained)),
                .. onnx is null ? [] : new (string, Action)[] { ("libtorch form", libtorch), ("ONNX Runtime", () => onnx.Classify(pixels, images.shape)) },
            ];
            Action ours = context is null ? libtorch : () => context.Run(pixels, logits, batch);
            double[] times = options.Medians([ours, .. peers.Select(peer => peer.Run)]);
            for (int i = 0; i < peers.Length; i++)
                yield return PeerResult.Of(options.Name($"inference, batch {batch}"), peers[i].Name, times[0], times[i + 1], DartsV2.MultiplyAdds * batch, limit);

            void Classify(nn.Module<Tensor, Tensor> network)
            {
                using var withoutGradients = inference_mode();
                using var autocast = Autocast.Begin(options.Precision, options.Device);
                network.forward(images).Dispose();
            }
        }
    }
}
