using Darts.Networks;
using Darts.Search;
using Darts.Search.Tests.Support;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Benchmarks.Peers;

/// <summary>A first-order step of the recurrent search on Penn Treebank's sizes, 300 wide, 10,000 words: ours against the plain form, word by word and activation by activation, whose every
/// <c>backward()</c> computes all gradients.</summary>
internal static class RecurrentSearchPeers
{
    private const int Vocabulary = 10_000, Width = 300, Batch = 64, Length = 35;
    private const double LearningRate = 20, WeightDecay = 5e-7, Clip = 0.25, Slowness = 1e-3, ArchitectureRate = 3e-3, ArchitectureDecay = 1e-3;

    /// <summary>Measures.</summary>
    /// <param name="options">How and where.</param>
    public static PeerResult Run(PeerOptions options)
    {
        using var scope = NewDisposeScope();
        using var alphas = RecurrentArchitecture.Initialise(1, options.Device);
        using var ours = (RecurrentSupernet)((nn.Module)new RecurrentSupernet(Vocabulary, Width, alphas)).to(options.Device);
        using var plainAlphas = new RecurrentArchitecture(alphas.Recurrent);
        using var plain = new PlainRecurrentSupernet(ours, plainAlphas.Recurrent);
        (ours.Dropouts, plain.Dropouts) = (Dropouts.Search, Dropouts.Search);
        var problem = new LanguageProblem(ours, alphas) { Slowness = Slowness, Precision = options.Precision };
        using var sgd = new MomentumSgd(problem.Weights, momentum: 0, WeightDecay, LearningRate);
        using var adam = new Adam(alphas.Named, ArchitectureRate, weightDecay: ArchitectureDecay);
        var architect = new FirstOrderArchitect<WordBatch>(problem, adam);
        using var plainSgd = optim.SGD(plain.parameters(), LearningRate, weight_decay: WeightDecay);
        using var plainAdam = new Adam(plainAlphas.Named, ArchitectureRate, weightDecay: ArchitectureDecay);
        WordBatch train = NewBatch(), validation = NewBatch();
        double[] times = options.Medians(OurStep, () => CpuKernels.Without(PlainStep));
        return PeerResult.Of(options.Name($"search step, first order, batch {Batch}, {Length} words"), "plain", times[0], times[1], 0, null);

        WordBatch NewBatch() => new(Words(), Words(), ours.InitialHidden(Batch));

        Tensor Words() => randint(Vocabulary, [Length, Batch], dtype: ScalarType.Int64, device: options.Device);

        void OurStep()
        {
            using var step = NewDisposeScope();
            architect.Step(train, validation);
            problem.ZeroGradients();
            problem.Learn(train);
            GradientClip.Apply(problem.Weights, Clip);
            sgd.Step();
        }

        void PlainStep()
        {
            using var step = NewDisposeScope();
            plainAdam.ZeroGrad();
            Loss(validation).Loss.backward();
            plainAdam.Step();
            plainSgd.zero_grad();
            var (loss, raw) = Loss(train);
            (loss + (Slowness * (raw.narrow(0, 1, Length - 1) - raw.narrow(0, 0, Length - 1)).square().mean())).backward();
            nn.utils.clip_grad_norm_(plain.parameters(), Clip);
            plainSgd.step();
        }

        (Tensor Loss, Tensor Raw) Loss(WordBatch batch)
        {
            using var autocast = Autocast.Begin(options.Precision, options.Device);
            LanguageOutput output = plain.forward(batch.Words, batch.Hidden);
            return (F.nll_loss(output.LogProbabilities.flatten(0, 1), batch.Targets.flatten()), output.Raw);
        }
    }
}
