using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Benchmarks.Peers;

/// <summary>
/// A training step of DARTS_V2 with 36 channels, 20 layers and auxiliary head on images of 32×32, drop path on: ours against the plain network with TorchSharp's own
/// optimizer and clipping, parameter by parameter.
/// </summary>
internal static class TrainingPeers
{
    private const int Batch = 16;
    private const double DropPath = 0.2, LearningRate = 0.025, Momentum = 0.9, WeightDecay = 3e-4, Clip = 5, AuxiliaryWeight = 0.4;

    // A backward pass computes the gradients of inputs and of weights: twice the forward pass.
    private const int PassesOfWork = 3;

    /// <summary>Measures.</summary>
    /// <param name="rounds">How often each is timed.</param>
    public static IEnumerable<PeerResult> Run(int rounds)
    {
        using ImageClassifier plain = DartsV2.Plain(), ours = DartsV2.Fused();
        (plain.DropPath, ours.DropPath) = (DropPath, DropPath);
        using Tensor images = randn(Batch, 3, 32, 32), labels = randint(10, [Batch], dtype: ScalarType.Int64);
        using var optimizer = new MomentumSgd(Parameters.Of(ours), Momentum, WeightDecay, LearningRate);
        using var peerOptimizer = optim.SGD(plain.parameters(), LearningRate, Momentum, weight_decay: WeightDecay);
        double limit = MachineLimit.MultiplyAddsPerSecond(get_num_threads());

        double[] times = Interleaved.Medians(rounds, OurStep, PeerStep);
        yield return PeerResult.Of($"training step, batch {Batch}", "plain", times[0], times[1], PassesOfWork * DartsV2.MultiplyAdds * Batch, limit);

        void OurStep()
        {
            using var scope = NewDisposeScope();
            optimizer.ZeroGrad();
            Loss(ours, images, labels).backward();
            GradientClip.Apply(optimizer.Parameters, Clip);
            optimizer.Step();
        }

        void PeerStep()
        {
            using var scope = NewDisposeScope();
            peerOptimizer.zero_grad();
            Loss(plain, images, labels).backward();
            nn.utils.clip_grad_norm_(plain.parameters(), Clip);
            peerOptimizer.step();
        }
    }

    private static Tensor Loss(ImageClassifier network, Tensor images, Tensor labels)
    {
        (Tensor logits, Tensor? auxiliary) = network.ForwardBoth(images);
        return F.cross_entropy(logits, labels) + (AuxiliaryWeight * F.cross_entropy(auxiliary!, labels));
    }
}
