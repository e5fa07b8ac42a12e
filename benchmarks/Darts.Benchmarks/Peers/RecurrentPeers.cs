using Darts.Networks;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Benchmarks.Peers;

/// <summary>
/// DARTS's second-order cell on Penn Treebank's sizes, 850 wide, 10,000 words: ours against the plain model, one product for each node and word, with TorchSharp's own optimizer and clipping.
/// </summary>
internal static class RecurrentPeers
{
    private const string Name = "DartsV2RnnPennTreebank";
    private const int Batch = 64, Length = 35;
    private const double LearningRate = 20, WeightDecay = 8e-7, Clip = 0.25, Slowness = 1e-3;

    /// <summary>Measures.</summary>
    /// <param name="options">How and where.</param>
    public static IEnumerable<PeerResult> Run(PeerOptions options)
    {
        yield return Train(options);
        foreach ((int batch, int length) in new[] { (1, 1), (1, Length), (10, Length) })
            yield return Read(options, batch, length);
        yield return RecurrentSearchPeers.Run(options);
    }

    private static PeerResult Train(PeerOptions options)
    {
        using LanguageModel plain = Make("Darts.Benchmarks.Plain", options), ours = Make("Darts.Evaluation", options);
        (plain.Dropouts, ours.Dropouts) = (Dropouts.PennTreebank, Dropouts.PennTreebank);
        using Tensor words = Words(ours, Length, Batch, options), targets = Words(ours, Length, Batch, options), hidden = ours.InitialHidden(Batch);
        using var optimizer = new MomentumSgd(Parameters.Of(ours), momentum: 0, WeightDecay, LearningRate);
        using var peerOptimizer = optim.SGD(plain.parameters(), LearningRate, weight_decay: WeightDecay);
        double[] times = options.Medians(OurStep, () => CpuKernels.Without(PeerStep));
        // A backward pass computes the gradients of inputs and of weights: twice the forward pass.
        double multiplyAdds = 3.0 * Length * Batch * (CellWeights(ours) + DecoderWeights(ours));
        return PeerResult.Of(options.Name($"training step, batch {Batch}, {Length} words"), "plain", times[0], times[1], multiplyAdds, options.Limit());

        void OurStep()
        {
            using var scope = NewDisposeScope();
            optimizer.ZeroGrad();
            OurLoss().backward();
            GradientClip.Apply(optimizer.Parameters, Clip);
            optimizer.Step();
        }

        void PeerStep()
        {
            using var scope = NewDisposeScope();
            peerOptimizer.zero_grad();
            PeerLoss().backward();
            nn.utils.clip_grad_norm_(plain.parameters(), Clip);
            peerOptimizer.step();
        }

        Tensor OurLoss()
        {
            using var autocast = Autocast.Begin(options.Precision, options.Device);
            LanguageLoss pass = ours.Loss(words, hidden, targets);
            return Slow(pass.Mean, pass.Raw);
        }

        Tensor PeerLoss()
        {
            using var autocast = Autocast.Begin(options.Precision, options.Device);
            LanguageOutput output = plain.forward(words, hidden);
            return Slow(F.nll_loss(output.LogProbabilities.flatten(0, 1), targets.flatten()), output.Raw);
        }

        static Tensor Slow(Tensor loss, Tensor raw) => loss + (Slowness * (raw.narrow(0, 1, Length - 1) - raw.narrow(0, 0, Length - 1)).square().mean());
    }

    /// <summary>Reads a text and gives the probabilities of the word after it, as who samples a text does.</summary>
    private static PeerResult Read(PeerOptions options, int batch, int length)
    {
        using LanguageModel plain = Make("Darts.Benchmarks.Plain", options), trained = Make("Darts.Evaluation", options);
        plain.eval();
        using LanguageInference ours = trained.ForInference();
        using Tensor words = Words(trained, length, batch, options), hidden = ours.InitialHidden(batch);
        double[] times = options.Medians(Ours, () => CpuKernels.Without(Peer));
        // Whichever is longer: computing, or reading every weight of the cell again for each word. We keep them in 16 bits.
        double multiplyAdds = (double)batch * ((length * CellWeights(trained)) + DecoderWeights(trained)), bytes = sizeof(short) * multiplyAdds / batch;
        double? computing = multiplyAdds / options.Limit(), seconds = computing is { } least ? Math.Max(least, bytes / MachineLimit.BytesPerSecond(get_num_threads())) : null;
        return PeerResult.Of(options.Name($"next word after {length}, batch {batch}"), "plain", times[0], times[1], seconds ?? 0, limit: 1);

        void Ours()
        {
            using var scope = NewDisposeScope();
            Tensor states = ours.Read(words, hidden);
            ours.LogProbabilities(states[-1]);
        }

        void Peer()
        {
            using var withoutGradients = inference_mode();
            using var scope = NewDisposeScope();
            plain.forward(words, hidden);
        }
    }

    private static double CellWeights(LanguageModel model) => model.state_dict().Where(static entry => entry.Key.StartsWith("rnns.", StringComparison.Ordinal)).Sum(static entry => (double)entry.Value.numel());

    private static double DecoderWeights(LanguageModel model) => (double)model.Description.Vocabulary * model.Description.Hidden;

    private static Tensor Words(LanguageModel model, int length, int batch, PeerOptions options) =>
        randint(model.Description.Vocabulary, [length, batch], dtype: ScalarType.Int64, device: options.Device);

    // By name: before the first build of a clone, when its formatting is checked, there are no generated classes to refer to.
    private static LanguageModel Make(string assembly, PeerOptions options) =>
        (LanguageModel)((nn.Module)Activator.CreateInstance(Type.GetType($"{assembly}.{Name}, {assembly}", throwOnError: true)!)!).to(options.Device);
}
