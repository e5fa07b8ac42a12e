using Darts.Networks;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>All that a search changes as it goes, and so all that a checkpoint holds: ω with its running statistics and momentum, α with Adam's moments, and the
/// metrics of the epoch so far.</summary>
internal sealed class SearchState : IDisposable
{
    private const string ModelSection = "model";
    private const string WeightOptimizerSection = "weightOptimizer";
    private const string ArchitectureSection = "architecture";
    private const string ArchitectureOptimizerSection = "architectureOptimizer";
    private const string TrainingSection = "training";
    private const string ValidationSection = "validation";

    /// <summary>The start of a search.</summary>
    /// <param name="settings">The search.</param>
    /// <param name="data">What the network classifies.</param>
    /// <param name="device">Where everything lives.</param>
    public SearchState(SearchSettings settings, ImageData data, Device device)
    {
        RandomState.Set(SearchSeeds.Of(settings, SearchStream.Weights), StreamPurpose.Initial);
        Supernet = new Supernet(settings.Channels, settings.Layers, data.Classes.Count, data.Train.Size.Channels);
        Supernet.to(device);
        Architecture = ConvolutionalArchitecture.Initialise(SearchSeeds.Of(settings, SearchStream.Architecture), device);
        Problem = new ImageProblem(Supernet, Architecture) { Precision = settings.Precision };
        WeightOptimizer = new MomentumSgd(Problem.Weights, settings.Momentum, settings.WeightDecay);
        ArchitectureOptimizer = new Adam(
            Architecture.Named, settings.ArchitectureLearningRate, settings.ArchitectureBeta1, settings.ArchitectureBeta2, settings.ArchitectureWeightDecay);
        Architect = settings.Order == SearchOrder.Second
            ? new SecondOrderArchitect<Batch>(Problem, ArchitectureOptimizer, WeightOptimizer)
            : new FirstOrderArchitect<Batch>(Problem, ArchitectureOptimizer);
        Training = new RunningLoss(device);
        Validation = new RunningLoss(device);
    }

    /// <summary>The search network.</summary>
    public Supernet Supernet { get; }

    /// <summary>α.</summary>
    public ConvolutionalArchitecture Architecture { get; }

    /// <summary>Both levels together.</summary>
    public ImageProblem Problem { get; }

    /// <summary>The optimizer of ω.</summary>
    public MomentumSgd WeightOptimizer { get; }

    /// <summary>The optimizer of α.</summary>
    public Adam ArchitectureOptimizer { get; }

    /// <summary>Takes the steps of α.</summary>
    public Architect<Batch> Architect { get; }

    /// <summary>This epoch's steps of ω.</summary>
    public RunningLoss Training { get; }

    /// <summary>This epoch's steps of α.</summary>
    public RunningLoss Validation { get; }

    /// <summary>Takes over the run's checkpoint.</summary>
    /// <returns>Where to go on: the beginning where there is no checkpoint.</returns>
    /// <exception cref="DartsException">The checkpoint is damaged or of another network.</exception>
    public CheckpointPosition Restore(RunFolder run)
    {
        if (!run.HasCheckpoint)
            return default;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var checkpoint = Checkpoint.Open(run.CheckpointFile);
        checkpoint.LoadModule(ModelSection, Supernet);
        WeightOptimizer.LoadState(checkpoint.Read(WeightOptimizerSection));
        RestoreArchitecture(checkpoint.Read(ArchitectureSection), run);
        ArchitectureOptimizer.LoadState(checkpoint.Read(ArchitectureOptimizerSection));
        Training.LoadState(checkpoint.Read(TrainingSection));
        Validation.LoadState(checkpoint.Read(ValidationSection));
        return checkpoint.Position;
    }

    /// <summary>Writes the run's checkpoint.</summary>
    /// <exception cref="DartsException">A value is not finite or the file cannot be written; the last checkpoint stays.</exception>
    public void Save(RunFolder run, CheckpointPosition position)
    {
        using var scope = NewDisposeScope();
        Checkpoint.Write(run.CheckpointFile, position, new Dictionary<string, IReadOnlyDictionary<string, Tensor>>
        {
            [ModelSection] = Supernet.state_dict(),
            [WeightOptimizerSection] = WeightOptimizer.SaveState(),
            [ArchitectureSection] = Architecture.Named.ToDictionary(alphas => alphas.Name, alphas => alphas.Parameter),
            [ArchitectureOptimizerSection] = ArchitectureOptimizer.SaveState(),
            [TrainingSection] = Training.SaveState(),
            [ValidationSection] = Validation.SaveState(),
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        WeightOptimizer.Dispose();
        ArchitectureOptimizer.Dispose();
        Training.Dispose();
        Validation.Dispose();
        Architecture.Dispose();
        Supernet.Dispose();
    }

    private void RestoreArchitecture(IReadOnlyDictionary<string, Tensor> saved, RunFolder run)
    {
        foreach (var (name, alphas) in Architecture.Named)
        {
            if (!saved.TryGetValue(name, out var values) || !values.shape.SequenceEqual(alphas.shape))
                throw new DartsException($"'{run.CheckpointFile}' is no checkpoint of this search: it lacks '{name}' of shape [{string.Join(", ", alphas.shape)}].");
            alphas.copy_(values);
        }
    }
}
