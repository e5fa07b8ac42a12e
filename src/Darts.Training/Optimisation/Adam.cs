using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// Adam with coupled L2 weight decay, as <c>torch.optim.Adam</c>: g ← ∇ + λw; m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²;
/// w ← w − η/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε), with a step count t of its own for each parameter.
/// </summary>
public sealed class Adam : Optimizer
{
    /// <summary>PyTorch's default ε.</summary>
    public const double DefaultEpsilon = 1e-8;

    private const string StepKind = "step.";
    private readonly StateSlots _mean;
    private readonly StateSlots _square;
    private readonly long[] _steps;

    /// <summary>An optimizer over <paramref name="parameters"/>.</summary>
    /// <param name="parameters">Leaf tensors with unique names.</param>
    /// <param name="learningRate">η ≥ 0.</param>
    /// <param name="beta1">β₁ in [0, 1).</param>
    /// <param name="beta2">β₂ in [0, 1).</param>
    /// <param name="weightDecay">λ ≥ 0.</param>
    /// <param name="epsilon">ε &gt; 0.</param>
    public Adam(
        IReadOnlyList<(string Name, Tensor Parameter)> parameters,
        double learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double weightDecay = 0,
        double epsilon = DefaultEpsilon)
        : base(parameters, learningRate)
    {
        Beta1 = beta1;
        Beta2 = beta2;
        WeightDecay = weightDecay;
        Epsilon = epsilon;
        _mean = new StateSlots("exp_avg", parameters);
        _square = new StateSlots("exp_avg_sq", parameters);
        _steps = new long[parameters.Count];
    }

    /// <summary>β₁.</summary>
    public double Beta1 { get; }

    /// <summary>β₂.</summary>
    public double Beta2 { get; }

    /// <summary>λ.</summary>
    public double WeightDecay { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>m of the parameter at <paramref name="index"/>: the live tensor, or null before its first step.</summary>
    /// <param name="index">An index into <see cref="Optimizer.Parameters"/>.</param>
    public Tensor? MeanOf(int index) => _mean[index];

    /// <summary>v of the parameter at <paramref name="index"/>: the live tensor, or null before its first step.</summary>
    /// <param name="index">An index into <see cref="Optimizer.Parameters"/>.</param>
    public Tensor? SquareOf(int index) => _square[index];

    /// <summary>t of the parameter at <paramref name="index"/>: the steps it has taken.</summary>
    /// <param name="index">An index into <see cref="Optimizer.Parameters"/>.</param>
    public long StepsOf(int index) => _steps[index];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Tensor> SaveState()
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        _mean.AddTo(state);
        _square.AddTo(state);
        foreach (var (name, index) in Indices.Where(pair => _steps[pair.Value] > 0))
        {
            state.Add(StepKind + name, tensor(_steps[index]));
        }

        return state;
    }

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        OptimizerState.RefuseUnknown(state, [.. _mean.Names(), .. _square.Names(), .. Indices.Keys.Select(name => StepKind + name)]);
        _mean.CheckShapes(state);
        _square.CheckShapes(state);
        _mean.CopyFrom(state);
        _square.CopyFrom(state);
        foreach (var (name, index) in Indices)
        {
            _steps[index] = state.TryGetValue(StepKind + name, out var steps) ? steps.cpu().item<long>() : 0;
        }
    }

    /// <inheritdoc/>
    protected override void Update(IReadOnlyList<(int Index, Tensor Parameter, Tensor Gradient)> updates)
    {
        foreach (var (index, parameter, gradient) in updates)
        {
            Update(index, parameter, gradient);
        }
    }

    /// <inheritdoc/>
    protected override void Free()
    {
        _mean.Free();
        _square.Free();
    }

    private void Update(int index, Tensor parameter, Tensor gradient)
    {
        if (WeightDecay != 0)
        {
            using Scalar decay = WeightDecay;
            gradient = gradient.add(parameter, decay);
        }

        var mean = _mean[index] ?? _mean.Set(index, zeros_like(parameter));
        var square = _square[index] ?? _square.Set(index, zeros_like(parameter));
        var steps = ++_steps[index];
        using Scalar keepMean = Beta1;
        using Scalar addMean = 1 - Beta1;
        using Scalar keepSquare = Beta2;
        using Scalar addSquare = 1 - Beta2;
        using Scalar correction = Math.Sqrt(1 - Math.Pow(Beta2, steps));
        using Scalar epsilon = Epsilon;
        using Scalar one = 1;
        using Scalar step = -LearningRate / (1 - Math.Pow(Beta1, steps));
        mean.mul_(keepMean).add_(gradient, addMean);
        square.mul_(keepSquare).addcmul_(gradient, gradient, addSquare);
        parameter.addcdiv_(mean, square.sqrt().div_(correction).add_(epsilon, one), step);
    }
}
