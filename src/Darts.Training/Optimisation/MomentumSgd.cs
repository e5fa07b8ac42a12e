using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// Stochastic gradient descent with momentum and coupled weight decay, as <c>torch.optim.SGD</c> without dampening or Nesterov:
/// g ← ∇ + λw; m ← μm + g (m ← g at the first step); w ← w − ηm.
/// </summary>
public sealed class MomentumSgd : Optimizer
{
    private const string MomentumKind = "momentum";
    private readonly StateSlots _momentum;

    /// <summary>An optimizer over <paramref name="parameters"/>; set <see cref="Optimizer.LearningRate"/> before the first step.</summary>
    /// <param name="parameters">Leaf tensors with unique names.</param>
    /// <param name="momentum">μ in [0, 1); at 0 there is no state.</param>
    /// <param name="weightDecay">λ ≥ 0.</param>
    /// <param name="learningRate">η ≥ 0.</param>
    public MomentumSgd(IReadOnlyList<(string Name, Tensor Parameter)> parameters, double momentum, double weightDecay, double learningRate = 0)
        : base(parameters, learningRate)
    {
        MomentumFactor = momentum;
        WeightDecay = weightDecay;
        _momentum = new StateSlots(MomentumKind, parameters);
    }

    /// <summary>μ.</summary>
    public double MomentumFactor { get; }

    /// <summary>λ.</summary>
    public double WeightDecay { get; }

    /// <summary>Each parameter's momentum by the parameter's name; null before its first step. A snapshot of live tensors.</summary>
    public IReadOnlyDictionary<string, Tensor?> Momentum => _momentum.ByName();

    /// <summary>The momentum of the parameter at <paramref name="index"/>: the live tensor, or null before its first step.</summary>
    /// <param name="index">An index into <see cref="Optimizer.Parameters"/>.</param>
    public Tensor? MomentumOf(int index) => _momentum[index];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Tensor> SaveState()
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        _momentum.AddTo(state);
        return state;
    }

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        OptimizerState.RefuseUnknown(state, _momentum.Names());
        _momentum.CheckShapes(state);
        _momentum.CopyFrom(state);
    }

    /// <inheritdoc/>
    protected override void Update(IReadOnlyList<(int Index, Tensor Parameter, Tensor Gradient)> updates)
    {
        if (MomentumFactor == 0)
        {
            Step(updates, first: false);
            return;
        }

        var started = updates.Where(update => _momentum[update.Index] is not null).ToArray();
        Step(started, first: false);
        if (started.Length < updates.Count)
        {
            var fresh = updates.Where(update => _momentum[update.Index] is null).ToArray();
            foreach (var (index, parameter, _) in fresh)
            {
                _momentum.Set(index, empty_like(parameter));
            }

            Step(fresh, first: true);
        }
    }

    /// <inheritdoc/>
    protected override void Free() => _momentum.Free();

    private void Step(IReadOnlyList<(int Index, Tensor Parameter, Tensor Gradient)> updates, bool first)
    {
        if (updates.Count > 0)
        {
            TensorLists.StepSgd(
                [.. updates.Select(update => update.Parameter)],
                [.. updates.Select(update => update.Gradient)],
                MomentumFactor == 0 ? [] : [.. updates.Select(update => _momentum[update.Index]!)],
                WeightDecay,
                MomentumFactor,
                LearningRate,
                first);
        }
    }
}
