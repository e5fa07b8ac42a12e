using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The state of a search on language: supernet, α, optimizers, the hidden states that go from batch to batch, and the losses of the epoch so far.</summary>
internal sealed class LanguageSearchState : SearchState
{
    private const string TrainingSection = "training";
    private const string ValidationSection = "validation";
    private const string HiddenSection = "hidden";

    private LanguageSearchState(
        LanguageSearchSettings settings, RecurrentSupernet supernet, LanguageProblem problem, MomentumSgd weightOptimizer, Adam architectureOptimizer, Device device)
        : base(supernet, problem.Architecture, weightOptimizer, architectureOptimizer)
    {
        (Supernet, Problem) = (supernet, problem);
        Architect = settings.Order == SearchOrder.Second
            ? new SecondOrderArchitect<WordBatch>(problem, architectureOptimizer, weightOptimizer) { Clip = settings.GradientClip }
            : new FirstOrderArchitect<WordBatch>(problem, architectureOptimizer);
        Training = new RunningLoss(device);
        Validation = new RunningLoss(device);
        TrainingHidden = supernet.InitialHidden(settings.BatchSize).DetachFromDisposeScope();
        ValidationHidden = supernet.InitialHidden(settings.BatchSize).DetachFromDisposeScope();
    }

    /// <summary>The search network.</summary>
    public RecurrentSupernet Supernet { get; }

    /// <summary>Both levels together.</summary>
    public LanguageProblem Problem { get; }

    /// <summary>Takes the steps of α.</summary>
    public Architect<WordBatch> Architect { get; }

    /// <summary>This epoch's steps of ω.</summary>
    public RunningLoss Training { get; }

    /// <summary>This epoch's steps of α.</summary>
    public RunningLoss Validation { get; }

    /// <summary>The state after the last training batch, [B, H].</summary>
    public Tensor TrainingHidden { get; }

    /// <summary>The state after the last validation batch, [B, H]; in second order that of the network after its virtual step.</summary>
    public Tensor ValidationHidden { get; }

    /// <summary>The start of a search.</summary>
    /// <param name="settings">The search.</param>
    /// <param name="vocabulary">How many words there are.</param>
    /// <param name="device">Where everything lives.</param>
    public static LanguageSearchState Start(LanguageSearchSettings settings, int vocabulary, Device device)
    {
        RandomState.Set(SearchSeeds.Of(settings.Seed, SearchStream.Weights), StreamPurpose.Initial);
        var architecture = RecurrentArchitecture.Initialise(SearchSeeds.Of(settings.Seed, SearchStream.Architecture), device);
        var supernet = new RecurrentSupernet(vocabulary, settings.Width, architecture) { Dropouts = settings.Dropouts };
        supernet.to(device);
        var problem = new LanguageProblem(supernet, architecture) { Precision = settings.Precision, Slowness = settings.Slowness };
        var weightOptimizer = new MomentumSgd(problem.Weights, momentum: 0, settings.WeightDecay);
        var architectureOptimizer = new Adam(architecture.Named, settings.ArchitectureLearningRate, weightDecay: settings.ArchitectureWeightDecay);
        return new LanguageSearchState(settings, supernet, problem, weightOptimizer, architectureOptimizer, device);
    }

    /// <inheritdoc/>
    public override void EndEpoch()
    {
        Training.Reset();
        Validation.Reset();
        TrainingHidden.zero_();
        ValidationHidden.zero_();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
        TrainingHidden.Dispose();
        ValidationHidden.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void SaveMore(Dictionary<string, IReadOnlyDictionary<string, Tensor>> sections)
    {
        sections[TrainingSection] = Training.SaveState();
        sections[ValidationSection] = Validation.SaveState();
        sections[HiddenSection] = Hidden.ToDictionary(hidden => hidden.Name, hidden => hidden.Tensor);
    }

    /// <inheritdoc/>
    protected override void RestoreMore(Checkpoint checkpoint, RunFolder run)
    {
        Training.LoadState(checkpoint.Read(TrainingSection));
        Validation.LoadState(checkpoint.Read(ValidationSection));
        RestoreAll(HiddenSection, Hidden, checkpoint, run);
    }

    private (string Name, Tensor Tensor)[] Hidden => [("training", TrainingHidden), ("validation", ValidationHidden)];
}
