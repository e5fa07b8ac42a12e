using Darts.Networks;
using Darts.Networks.Tests;
using Darts.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Search.Tests.Support;

/// <summary>What the original computed on a small recurrent supernet, and ours at the same start. Nothing is dropped.</summary>
public sealed class RecordedRecurrentSearch : IDisposable
{
    private readonly SafeTensorsFile _file = SafeTensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "Goldens", "rnn-supernet-a.safetensors"));
    private readonly ScalarType _type;

    public RecordedRecurrentSearch(ScalarType type)
    {
        _type = type;
        Architecture = new RecurrentArchitecture(this["alphas"]);
        Supernet = new RecurrentSupernet((int)Number("ntoken"), (int)Number("nhid"), Architecture);
        NetworkWeights.Load(Supernet, _file, prefix: "state.");
        ((nn.Module)Supernet).to(TestDevice.Current).to(type);
        Problem = new LanguageProblem(Supernet, Architecture);
        WeightOptimizer = new MomentumSgd(Problem.Weights, momentum: 0, Number("weight_decay"), Number("eta"));
        ArchitectureOptimizer = new Adam(Architecture.Named, Number("arch_lr"), weightDecay: Number("arch_weight_decay"));
        Train = new WordBatch(this["x_train"], this["y_train"], this["hidden_train"][0]);
        Validation = new WordBatch(this["x_valid"], this["y_valid"], this["hidden_valid"][0]);
    }

    public RecurrentSupernet Supernet { get; }

    public RecurrentArchitecture Architecture { get; }

    public LanguageProblem Problem { get; }

    public MomentumSgd WeightOptimizer { get; }

    public Adam ArchitectureOptimizer { get; }

    public WordBatch Train { get; }

    public WordBatch Validation { get; }

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

    public void Dispose()
    {
        WeightOptimizer.Dispose();
        ArchitectureOptimizer.Dispose();
        Supernet.Dispose();
        Architecture.Dispose();
        _file.Dispose();
    }
}
