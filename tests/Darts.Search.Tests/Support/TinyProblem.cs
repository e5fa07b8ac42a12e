using Darts.Networks.Tests;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Support;

/// <summary>A supernet of three small cells in float64, with α that is not near zero, and two batches.</summary>
public sealed class TinyProblem : IDisposable
{
    public TinyProblem(int seed)
    {
        manual_seed(seed);
        Supernet = new Supernet(channels: 2, layers: 3, classes: 3, inputChannels: 1).to(TestDevice.Current).to(float64);
        Architecture = new ConvolutionalArchitecture(randn(14, 8, float64).to(TestDevice.Current), randn(14, 8, float64).to(TestDevice.Current));
        Problem = new ImageProblem(Supernet, Architecture);
        Train = NewBatch();
        Validation = NewBatch();
        WeightOptimizer = new MomentumSgd(Problem.Weights, momentum: 0.9, weightDecay: 3e-4, learningRate: 0.025);
        ArchitectureOptimizer = new Adam(Architecture.Named, 3e-4, 0.5, 0.999, 1e-3);
    }

    public Supernet Supernet { get; }

    public ConvolutionalArchitecture Architecture { get; }

    public ImageProblem Problem { get; }

    public Batch Train { get; }

    public Batch Validation { get; }

    public MomentumSgd WeightOptimizer { get; }

    public Adam ArchitectureOptimizer { get; }

    /// <summary>A step of ω, so that there is a momentum.</summary>
    public void StepWeights()
    {
        Problem.ZeroGradients();
        Problem.Backward(Train, Gradients.Weights).Dispose();
        WeightOptimizer.Step();
    }

    /// <summary>The loss on a batch, from the running network.</summary>
    public double Loss(Batch batch)
    {
        using var scope = NewDisposeScope();
        using var outcome = Problem.Backward(batch, Gradients.Weights);
        return outcome.Loss.item<double>();
    }

    public Dictionary<string, byte[]> Snapshot(Func<string, bool> which) =>
        Supernet.state_dict().Where(entry => which(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value.cpu().bytes.ToArray());

    public void Dispose()
    {
        WeightOptimizer.Dispose();
        ArchitectureOptimizer.Dispose();
        Architecture.Dispose();
        Supernet.Dispose();
    }

    private static Batch NewBatch() => new(0, randn(4, 1, 6, 6, float64).to(TestDevice.Current), randint(0, 3, [4], dtype: int64).to(TestDevice.Current));
}
