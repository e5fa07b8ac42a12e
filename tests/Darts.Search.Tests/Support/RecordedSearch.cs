using Darts.Networks;
using Darts.Networks.Tests;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Support;

/// <summary>What the original computed on a small supernet, and ours at the same start: weights, running statistics, momentum, α.</summary>
public sealed class RecordedSearch : IDisposable
{
    public const int Channels = 4;
    public const int Layers = 4;
    private const string State = "state.";
    private const string MomentumOf = "momentum.";
    private readonly SafeTensorsFile _file = SafeTensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "Goldens", "supernet-a-c4-l4.safetensors"));
    private readonly ScalarType _type;

    public RecordedSearch(ScalarType type)
    {
        _type = type;
        Supernet = new Supernet(Channels, Layers, classes: 10, inputChannels: 3);
        NetworkWeights.Load(Supernet, _file, prefix: State);
        Supernet.to(TestDevice.Current).to(type);
        Architecture = new ConvolutionalArchitecture(this["alphas_normal"], this["alphas_reduce"]);
        Problem = new ImageProblem(Supernet, Architecture);
        WeightOptimizer = new MomentumSgd(Problem.Weights, Number("momentum"), Number("weight_decay"), Number("eta"));
        WeightOptimizer.LoadState(Problem.Weights.ToDictionary(weight => MomentumOf + weight.Name, weight => Momentum(weight.Name, weight.Parameter)));
        ArchitectureOptimizer = new Adam(Architecture.Named, Number("arch_lr"), 0.5, 0.999, Number("arch_weight_decay"));
        Train = new Batch(0, this["x_train"], this["y_train"]);
        Validation = new Batch(0, this["x_valid"], this["y_valid"]);
    }

    public Supernet Supernet { get; }

    public ConvolutionalArchitecture Architecture { get; }

    public ImageProblem Problem { get; }

    public MomentumSgd WeightOptimizer { get; }

    public Adam ArchitectureOptimizer { get; }

    public Batch Train { get; }

    public Batch Validation { get; }

    /// <summary>The names of the recorded tensors below a prefix, without it.</summary>
    public IEnumerable<string> Below(string prefix) =>
        _file.Tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    /// <summary>A recorded tensor, in the type of this test if it has floating points.</summary>
    public Tensor this[string name]
    {
        get
        {
            var recorded = _file.Read(name).to(TestDevice.Current);
            return recorded.is_floating_point() ? recorded.to(_type) : recorded;
        }
    }

    /// <summary>A recorded fact.</summary>
    public double Number(string name) => double.Parse(_file.Metadata[name], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The recorded momentum of a parameter that may be several of the original's.</summary>
    private Tensor Momentum(string name, Tensor parameter) => cat([.. MergedNames.Split(name, parameter).Select(part => this[MomentumOf + part.Name])]);

    public void Dispose()
    {
        WeightOptimizer.Dispose();
        ArchitectureOptimizer.Dispose();
        Architecture.Dispose();
        Supernet.Dispose();
        _file.Dispose();
    }
}
