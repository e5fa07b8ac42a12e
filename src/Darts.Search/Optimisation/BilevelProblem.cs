using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Search;

/// <summary>The two levels of the search (DARTS eq. 3 and 4): the supernet with its weights ω, the inner problem, and α, the outer one.</summary>
/// <remarks>The supernet must be on its device already: moving a module replaces its parameters.</remarks>
public sealed class BilevelProblem
{
    /// <summary>Joins a supernet and α, which stay the caller's.</summary>
    /// <param name="supernet">The search network.</param>
    /// <param name="architecture">α, of the same device and type.</param>
    public BilevelProblem(Supernet supernet, ArchitectureParameters architecture)
    {
        (Supernet, Architecture) = (supernet, architecture);
        Weights = [.. supernet.named_parameters().Select(named => (named.name, (Tensor)named.parameter))];
        Tensors = [.. Weights.Select(weight => weight.Parameter)];
        Buffers = [.. supernet.buffers()];
    }

    /// <summary>The search network.</summary>
    public Supernet Supernet { get; }

    /// <summary>The type passes compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>α.</summary>
    public ArchitectureParameters Architecture { get; }

    /// <summary>ω by the original's names; α is not among them.</summary>
    public IReadOnlyList<(string Name, Tensor Parameter)> Weights { get; }

    /// <summary>ω without names.</summary>
    internal Tensor[] Tensors { get; }

    /// <summary>The running statistics, each once.</summary>
    internal Tensor[] Buffers { get; }

    /// <summary>One forward and backward pass in training mode; gradients are added to those already there.</summary>
    /// <param name="batch">Images and labels on the supernet's device.</param>
    /// <param name="of">The gradients to compute.</param>
    /// <returns>The outcome, on the device; the caller disposes it.</returns>
    public PassOutcome Backward(Batch batch, Gradients of)
    {
        Require(of);
        using var scope = NewDisposeScope();
        if (!Supernet.training)
            Supernet.train();
        var logits = Forward(batch.Images);
        var loss = F.cross_entropy(logits, batch.Labels);
        loss.backward();
        return new PassOutcome(scope.MoveToOuter(loss.detach()), scope.MoveToOuter(logits.detach()));
    }

    private Tensor Forward(Tensor images)
    {
        using var autocast = Autocast.Begin(Precision, images.device);
        return Supernet.forward(images, Architecture).to(images.dtype);
    }

    /// <summary>Drops the gradients of ω and α.</summary>
    public void ZeroGradients()
    {
        foreach (var (_, parameter) in Weights.Concat(Architecture.Named))
            parameter.grad = null;
    }

    private void Require(Gradients of)
    {
        bool weights = of.HasFlag(Gradients.Weights);
        foreach (var parameter in Tensors)
            parameter.requires_grad = weights;
        Architecture.RequireGradients(of.HasFlag(Gradients.Architecture));
    }
}
