using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The two levels of the search (DARTS eq. 3 and 4): a supernet with its weights ω, the inner problem, and α, the outer one.</summary>
/// <typeparam name="TBatch">What a pass reads.</typeparam>
/// <remarks>The supernet must be on its device already: moving a module replaces its parameters.</remarks>
public abstract class BilevelProblem<TBatch>
{
    private readonly nn.Module _supernet;

    /// <summary>Joins a supernet and α, which stay the caller's.</summary>
    /// <param name="supernet">The search network.</param>
    /// <param name="architecture">α, of the same device and type.</param>
    protected BilevelProblem(nn.Module supernet, ArchitectureParameters architecture)
    {
        (_supernet, Architecture) = (supernet, architecture);
        Weights = [.. supernet.named_parameters().Select(named => (named.name, (Tensor)named.parameter))];
        Tensors = [.. Weights.Select(weight => weight.Parameter)];
        Buffers = [.. supernet.buffers()];
    }

    /// <summary>The type passes compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>α.</summary>
    public ArchitectureParameters Architecture { get; }

    /// <summary>ω by the original's names; α is not among them.</summary>
    public IReadOnlyList<(string Name, Tensor Parameter)> Weights { get; }

    /// <summary>ω without names.</summary>
    internal Tensor[] Tensors { get; }

    /// <summary>The places in <see cref="Weights"/> of those that the virtual step of the second order moves: all, unless a search says otherwise.</summary>
    internal virtual IReadOnlyList<int> Unrolled => [.. Enumerable.Range(0, Weights.Count)];

    /// <summary>The running statistics, each once.</summary>
    internal Tensor[] Buffers { get; }

    /// <summary>One forward and backward pass in training mode; gradients are added to those already there.</summary>
    /// <param name="batch">On the supernet's device.</param>
    /// <param name="of">The gradients to compute.</param>
    /// <returns>The outcome, on the device; the caller disposes it.</returns>
    public PassOutcome Backward(TBatch batch, Gradients of) => Backward(of, () =>
    {
        var (loss, output) = Forward(batch);
        return (loss, loss, output);
    });

    /// <summary>Drops the gradients of ω and α.</summary>
    public void ZeroGradients()
    {
        foreach (var (_, parameter) in Weights.Concat(Architecture.Named))
            parameter.grad = null;
    }

    /// <summary>The loss on a batch, and what the network computed; both of the graph.</summary>
    protected abstract (Tensor Loss, Tensor Output) Forward(TBatch batch);

    /// <summary>A pass whose gradients are those of an objective that may be more than the loss.</summary>
    protected PassOutcome Backward(Gradients of, Func<(Tensor Objective, Tensor Loss, Tensor Output)> forward)
    {
        Require(of);
        using var scope = NewDisposeScope();
        if (!_supernet.training)
            _supernet.train();
        var (objective, loss, output) = forward();
        objective.backward();
        return new PassOutcome(scope.MoveToOuter(loss.detach()), scope.MoveToOuter(output.detach()));
    }

    private void Require(Gradients of)
    {
        bool weights = of.HasFlag(Gradients.Weights);
        foreach (var parameter in Tensors)
            parameter.requires_grad = weights;
        Architecture.RequireGradients(of.HasFlag(Gradients.Architecture));
    }
}
