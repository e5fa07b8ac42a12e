using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The state of a search on images: supernet, α, optimizers, and the metrics of the epoch so far.</summary>
internal sealed class ImageSearchState : SearchState
{
    private const string TrainingSection = "training";
    private const string ValidationSection = "validation";

    private ImageSearchState(SearchSettings settings, ImageProblem problem, MomentumSgd weightOptimizer, Adam architectureOptimizer, Device device)
        : base(problem.Supernet, problem.Architecture, weightOptimizer, architectureOptimizer)
    {
        Problem = problem;
        Architect = settings.Order == SearchOrder.Second
            ? new SecondOrderArchitect<Batch>(problem, architectureOptimizer, weightOptimizer)
            : new FirstOrderArchitect<Batch>(problem, architectureOptimizer);
        Training = new RunningLoss(device);
        Validation = new RunningLoss(device);
    }

    /// <summary>Both levels together.</summary>
    public ImageProblem Problem { get; }

    /// <summary>Takes the steps of α.</summary>
    public Architect<Batch> Architect { get; }

    /// <summary>This epoch's steps of ω.</summary>
    public RunningLoss Training { get; }

    /// <summary>This epoch's steps of α.</summary>
    public RunningLoss Validation { get; }

    /// <summary>The start of a search.</summary>
    /// <param name="settings">The search.</param>
    /// <param name="data">What the network classifies.</param>
    /// <param name="device">Where everything lives.</param>
    public static ImageSearchState Start(SearchSettings settings, ImageData data, Device device)
    {
        RandomState.Set(SearchSeeds.Of(settings.Seed, SearchStream.Weights), StreamPurpose.Initial);
        var supernet = new Supernet(settings.Channels, settings.Layers, data.Classes.Count, data.Train.Size.Channels);
        supernet.to(device);
        var architecture = ConvolutionalArchitecture.Initialise(SearchSeeds.Of(settings.Seed, SearchStream.Architecture), device);
        var problem = new ImageProblem(supernet, architecture) { Precision = settings.Precision };
        var weightOptimizer = new MomentumSgd(problem.Weights, settings.Momentum, settings.WeightDecay);
        var architectureOptimizer = new Adam(
            architecture.Named, settings.ArchitectureLearningRate, settings.ArchitectureBeta1, settings.ArchitectureBeta2, settings.ArchitectureWeightDecay);
        return new ImageSearchState(settings, problem, weightOptimizer, architectureOptimizer, device);
    }

    /// <inheritdoc/>
    public override void EndEpoch()
    {
        Training.Reset();
        Validation.Reset();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void SaveMore(Dictionary<string, IReadOnlyDictionary<string, Tensor>> sections)
    {
        sections[TrainingSection] = Training.SaveState();
        sections[ValidationSection] = Validation.SaveState();
    }

    /// <inheritdoc/>
    protected override void RestoreMore(Checkpoint checkpoint, RunFolder run)
    {
        Training.LoadState(checkpoint.Read(TrainingSection));
        Validation.LoadState(checkpoint.Read(ValidationSection));
    }
}
