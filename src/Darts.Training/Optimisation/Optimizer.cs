using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// A first-order optimizer over a fixed list of named parameters, updating them in place. Its state is open, by index and by name: a second-order
/// architecture step reads the momentum, and a checkpoint is nothing but these tensors. (TorchSharp's own optimizers hide theirs behind native handles.)
/// </summary>
public abstract class Optimizer : IDisposable
{
    /// <summary>An optimizer over <paramref name="parameters"/>.</summary>
    /// <param name="parameters">Leaf tensors with unique names. They are borrowed, not owned.</param>
    /// <param name="learningRate">The step size, at least 0.</param>
    protected Optimizer(IReadOnlyList<(string Name, Tensor Parameter)> parameters, double learningRate)
    {
        Parameters = parameters;
        LearningRate = learningRate;
        Indices = parameters.Select((named, index) => (named.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
    }

    /// <summary>The parameters, in the order of every index of this class.</summary>
    public IReadOnlyList<(string Name, Tensor Parameter)> Parameters { get; }

    /// <summary>The step size; schedules set it before each epoch.</summary>
    public double LearningRate { get; set; }

    /// <summary>The index of each parameter by its name.</summary>
    protected IReadOnlyDictionary<string, int> Indices { get; }

    /// <summary>Updates every parameter that has a gradient; as in PyTorch, one without is left alone, and so is its state.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var updates = new List<(int Index, Tensor Parameter, Tensor Gradient)>(Parameters.Count);
        for (var index = 0; index < Parameters.Count; index++)
        {
            var parameter = Parameters[index].Parameter;
            if (parameter.grad is { } gradient)
            {
                updates.Add((index, parameter, gradient));
            }
        }

        if (updates.Count > 0)
        {
            Update(updates);
        }
    }

    /// <summary>Drops all gradients (PyTorch's <c>set_to_none=True</c>): the next backward pass writes where it would have added to zeros.</summary>
    public void ZeroGrad()
    {
        foreach (var (_, parameter) in Parameters)
        {
            parameter.grad = null;
        }
    }

    /// <summary>The state as named tensors, to be written into a checkpoint.</summary>
    /// <returns>The live tensors, not copies, but for step counts, which are made for the caller; none are there before the first step.</returns>
    public abstract IReadOnlyDictionary<string, Tensor> SaveState();

    /// <summary>Replaces the state with copies of <paramref name="state"/>, on the parameters' devices.</summary>
    /// <param name="state">What <see cref="SaveState"/> gave, of an optimizer over parameters of the same names and shapes.</param>
    /// <exception cref="DartsException">A name or a shape does not fit; the state is unchanged then.</exception>
    public abstract void LoadState(IReadOnlyDictionary<string, Tensor> state);

    /// <summary>Frees the state. Parameters are left alone.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Applies one step. Runs without gradient tracking, in a dispose scope of its own.</summary>
    /// <param name="updates">The parameters that have a gradient, at least one: index, parameter, to be changed in place, and gradient, which must not be changed.</param>
    protected abstract void Update(IReadOnlyList<(int Index, Tensor Parameter, Tensor Gradient)> updates);

    /// <summary>Disposes the state's tensors.</summary>
    protected abstract void Free();
}
