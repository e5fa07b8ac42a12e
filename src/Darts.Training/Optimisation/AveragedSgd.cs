using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// Averaged stochastic gradient descent (Polyak, Juditsky 1992) with coupled weight decay, as <c>torch.optim.ASGD</c> with <c>t0=0, lambd=0</c>: step k takes g ← ∇ + λw; w ← w − ηg and puts w into
/// the average, which is w itself after the first two steps and a ← a + (w − a)/(k − 1) after later ones.
/// </summary>
/// <remarks>
/// PyTorch works out the next step's η at the end of a step, from the learning rate that step had. Step k &gt; 1 therefore takes the <see cref="Optimizer.LearningRate"/> of step k − 1; where it follows the
/// length of what is read, that shows. (TorchSharp's own class keeps its averages to itself.)
/// </remarks>
public sealed class AveragedSgd : Optimizer
{
    private const string AverageKind = "average";
    private const string StepsName = "steps";
    private const string RateName = "rate";

    private readonly StateSlots _averages;
    private double _nextRate;

    /// <summary>An optimizer over <paramref name="parameters"/>; set <see cref="Optimizer.LearningRate"/> before the first step.</summary>
    /// <param name="parameters">Leaf tensors with unique names.</param>
    /// <param name="weightDecay">λ ≥ 0.</param>
    /// <param name="learningRate">η ≥ 0.</param>
    public AveragedSgd(IReadOnlyList<(string Name, Tensor Parameter)> parameters, double weightDecay, double learningRate = 0)
        : base(parameters, learningRate)
    {
        WeightDecay = weightDecay;
        _averages = new StateSlots(AverageKind, parameters);
    }

    /// <summary>λ.</summary>
    public double WeightDecay { get; }

    /// <summary>k: the steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>The average of the parameter at <paramref name="index"/>: the live tensor, or null of one that has had no gradient yet, whose average it is itself.</summary>
    /// <param name="index">An index into <see cref="Optimizer.Parameters"/>.</param>
    public Tensor? AverageOf(int index) => _averages[index];

    /// <summary>Whether a state is one of this class, not of another optimizer.</summary>
    /// <param name="state">What an optimizer's <see cref="SaveState"/> gave.</param>
    public static bool IsStateOf(IReadOnlyDictionary<string, Tensor> state) => state.ContainsKey(StepsName);

    /// <summary>Puts the averages in the parameters' place.</summary>
    /// <returns>To be disposed to have the parameters back, bit for bit.</returns>
    public IDisposable SwapIn()
    {
        using var noGrad = no_grad();
        int[] indices = [.. Enumerable.Range(0, Parameters.Count).Where(index => _averages[index] is not null)];
        var swapped = new TemporaryChange([.. indices.Select(index => Parameters[index].Parameter)]);
        foreach (int index in indices)
            Parameters[index].Parameter.copy_(_averages[index]!);
        return swapped;
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Tensor> SaveState()
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [StepsName] = tensor(Steps), [RateName] = tensor(_nextRate, float64) };
        _averages.AddTo(state);
        return state;
    }

    /// <inheritdoc/>
    public override void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        OptimizerState.RefuseUnknown(state, [.. _averages.Names(), StepsName, RateName]);
        _averages.CheckShapes(state);
        _averages.CopyFrom(state);
        Steps = state.TryGetValue(StepsName, out Tensor? steps) ? steps.cpu().item<long>() : 0;
        _nextRate = state.TryGetValue(RateName, out Tensor? rate) ? rate.cpu().item<double>() : 0;
    }

    /// <inheritdoc/>
    protected override void Update(IReadOnlyList<(int Index, Tensor Parameter, Tensor Gradient)> updates)
    {
        Tensor[] parameters = [.. updates.Select(update => update.Parameter)];
        TensorLists.StepSgd(parameters, [.. updates.Select(update => update.Gradient)], [], WeightDecay, 0, Steps == 0 ? LearningRate : _nextRate, first: false);
        (Steps, _nextRate) = (Steps + 1, LearningRate);
        foreach (var (index, parameter, _) in updates.Where(update => _averages[update.Index] is null))
            _averages.Set(index, parameter.clone());
        TensorLists.Average([.. updates.Select(update => _averages[update.Index]!)], parameters, 1.0 / Math.Max(1, Steps - 1));
    }

    /// <inheritdoc/>
    protected override void Free() => _averages.Free();
}
