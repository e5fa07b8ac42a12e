using Darts.Networks;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Benchmarks.Peers;

/// <summary>
/// A training step of DARTS_V2 with 36 channels, 20 layers and auxiliary head on images of 32×32, drop path on: ours against the plain network with TorchSharp's own
/// optimizer and clipping, parameter by parameter.
/// </summary>
internal static class TrainingPeers
{
    private const double DropPath = 0.2, LearningRate = 0.025, Momentum = 0.9, WeightDecay = 3e-4, Clip = 5, AuxiliaryWeight = 0.4;

    // A backward pass computes the gradients of inputs and of weights: twice the forward pass.
    private const int PassesOfWork = 3;

    /// <summary>Measures.</summary>
    /// <param name="options">How and where.</param>
    public static IEnumerable<PeerResult> Run(PeerOptions options)
    {
        double? limit = options.Limit();
        foreach (int batch in options.Batches([16], 96))
        {
            foreach (PeerResult result in Run(options, batch, limit))
                yield return result;
        }
    }

    private static IEnumerable<PeerResult> Run(PeerOptions options, int batch, double? limit)
    {
        using ImageClassifier plain = DartsV2.Plain().to(options.Device), ours = DartsV2.Fused().to(options.Device);
        (plain.DropPath, ours.DropPath) = (DropPath, DropPath);
        using Tensor images = randn(batch, 3, 32, 32, device: options.Device), labels = randint(10, [batch], dtype: ScalarType.Int64, device: options.Device);
        using var optimizer = new MomentumSgd(Parameters.Of(ours), Momentum, WeightDecay, LearningRate);
        using var peerOptimizer = optim.SGD(plain.parameters(), LearningRate, Momentum, weight_decay: WeightDecay);

        double[] times = options.Medians(OurStep, () => CpuKernels.Without(() => DepthwiseGradient.Without(PeerStep)), () => CpuKernels.Without(OurStep));
        string name = options.Name($"training step, batch {batch}");
        double multiplyAdds = PassesOfWork * DartsV2.MultiplyAdds * batch;
        var result = PeerResult.Of(name, "plain", times[0], times[1], multiplyAdds, limit);
        return options.OnGpu ? [result] : [result, PeerResult.Of($"{name}, libtorch alone", "plain", times[2], times[1], multiplyAdds, limit)];

        void OurStep()
        {
            using var scope = NewDisposeScope();
            optimizer.ZeroGrad();
            Loss(ours).backward();
            GradientClip.Apply(optimizer.Parameters, Clip);
            optimizer.Step();
        }

        void PeerStep()
        {
            using var scope = NewDisposeScope();
            peerOptimizer.zero_grad();
            Loss(plain).backward();
            nn.utils.clip_grad_norm_(plain.parameters(), Clip);
            peerOptimizer.step();
        }

        Tensor Loss(ImageClassifier network)
        {
            (Tensor logits, Tensor auxiliary) = Forward(network);
            return F.cross_entropy(logits, labels) + (AuxiliaryWeight * F.cross_entropy(auxiliary, labels));
        }

        (Tensor Logits, Tensor Auxiliary) Forward(ImageClassifier network)
        {
            using var autocast = Autocast.Begin(options.Precision, options.Device);
            (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
            return (logits.to(images.dtype), auxiliary!.to(images.dtype));
        }
    }
}
