using Darts.Search;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Peers;

/// <summary>Search steps as <c>darts search</c> takes them.</summary>
internal sealed class FusedSearch : IDisposable
{
    private readonly SearchSettings _settings;
    private readonly ImageProblem _problem;
    private readonly MomentumSgd _weightOptimizer;
    private readonly Adam _architectureOptimizer;
    private readonly Architect<Batch> _architect;

    /// <summary>A search from its beginning.</summary>
    /// <param name="settings">The search.</param>
    /// <param name="batch">One like those to come.</param>
    /// <param name="classes">The number of classes.</param>
    public FusedSearch(SearchSettings settings, Batch batch, int classes)
    {
        _settings = settings;
        manual_seed(settings.Seed);
        Supernet = new Supernet(settings.Channels, settings.Layers, classes, (int)batch.Images.shape[1]);
        Supernet.to(batch.Images.device);
        Architecture = ConvolutionalArchitecture.Initialise(settings.Seed, batch.Images.device);
        _problem = new ImageProblem(Supernet, Architecture) { Precision = settings.Precision };
        _weightOptimizer = new MomentumSgd(_problem.Weights, settings.Momentum, settings.WeightDecay, settings.LearningRate);
        _architectureOptimizer = new Adam(
            Architecture.Named, settings.ArchitectureLearningRate, settings.ArchitectureBeta1, settings.ArchitectureBeta2, settings.ArchitectureWeightDecay);
        _architect = settings.Order == SearchOrder.Second
            ? new SecondOrderArchitect<Batch>(_problem, _architectureOptimizer, _weightOptimizer)
            : new FirstOrderArchitect<Batch>(_problem, _architectureOptimizer);
    }

    /// <summary>ω.</summary>
    public Supernet Supernet { get; }

    /// <summary>α.</summary>
    public ConvolutionalArchitecture Architecture { get; }

    /// <summary>A step of α, then one of ω.</summary>
    public void Step(Batch train, Batch validation)
    {
        using var scope = NewDisposeScope();
        _architect.Step(train, validation);
        _problem.ZeroGradients();
        _problem.Backward(train, Gradients.Weights);
        GradientClip.Apply(_problem.Weights, _settings.GradientClip);
        _weightOptimizer.Step();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weightOptimizer.Dispose();
        _architectureOptimizer.Dispose();
        Architecture.Dispose();
        Supernet.Dispose();
    }
}
