using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>
/// Second order (DARTS eq. 7 and 8): differentiates through one step of ω's optimizer,
/// ∇α L_val(ω′, α) − ξ·(∇α L_train(ω⁺, α) − ∇α L_train(ω⁻, α)) / 2ε with ω′ = ω − ξ·(μm + ∇ω L_train + λω), v = ∇ω′ L_val(ω′, α), ω± = ω ± εv, ε = 10⁻²/‖v‖.
/// </summary>
/// <remarks>
/// ξ is the current learning rate and m the momentum of ω's own optimizer, as in quark0/darts <c>cnn/architect.py</c>. The original builds a second model for
/// ω′; here the weights are changed in place and put back from copies, so no rounding stays behind. The running statistics end as the original's: the three
/// passes over the training batch move them, the one at ω′ does not.
/// </remarks>
/// <param name="problem">What is searched.</param>
/// <param name="optimizer">The optimizer of α.</param>
/// <param name="weightOptimizer">The optimizer of ω, over <see cref="BilevelProblem.Weights"/>.</param>
public sealed class SecondOrderArchitect(BilevelProblem problem, Adam optimizer, MomentumSgd weightOptimizer) : Architect(problem, optimizer)
{
    /// <summary>ε·‖v‖: the paper's value (§2.3, footnote 2). Only as it goes to zero does the quotient become the product with the Hessian, which tests use.</summary>
    internal double PerturbationRadius { get; init; } = 1e-2;

    /// <inheritdoc/>
    protected override PassOutcome Differentiate(Batch train, Batch validation)
    {
        using var scope = NewDisposeScope();
        using var saved = new SavedTensors(Problem.Tensors);
        Problem.Backward(train, Gradients.Weights);

        PassOutcome outcome;
        using (new SavedStatistics(Problem))
        {
            TakeVirtualStep();
            Problem.ZeroGradients();
            outcome = Problem.Backward(validation, Gradients.Both);
        }

        var direct = ArchitectureGradients();
        var v = WeightGradients();
        var epsilon = TensorLists.Norm(v).reciprocal_().mul_(PerturbationRadius);

        var above = GradientsNear(train, saved, v, epsilon);
        var below = GradientsNear(train, saved, v, epsilon.neg());
        saved.Restore();

        for (int kind = 0; kind < direct.Length; kind++)
        {
            var hessianProduct = (above[kind] - below[kind]) / (2 * epsilon);
            Problem.Architecture.Named[kind].Parameter.grad = direct[kind] - (weightOptimizer.LearningRate * hessianProduct);
        }

        scope.MoveToOuter(outcome.Loss);
        scope.MoveToOuter(outcome.Logits);
        return outcome;
    }

    /// <summary>Moves ω to ω′, a step of its optimizer without changing the optimizer's state.</summary>
    private void TakeVirtualStep()
    {
        using var scope = NewDisposeScope();
        var momenta = Enumerable.Range(0, Problem.Tensors.Length).Select(weightOptimizer.MomentumOf).ToArray();
        Tensor[] started = Array.TrueForAll(momenta, momentum => momentum is null)
            ? []
            : [.. momenta.Zip(Problem.Tensors, (momentum, weight) => momentum ?? zeros_like(weight))];
        TensorLists.LookAhead(
            Problem.Tensors, WeightGradients(), started, weightOptimizer.WeightDecay, weightOptimizer.MomentumFactor, weightOptimizer.LearningRate);
    }

    /// <summary>∇α L_train at ω + distance·v. Leaves ω there, without gradients.</summary>
    private Tensor[] GradientsNear(Batch train, SavedTensors origin, Tensor[] v, Tensor distance)
    {
        origin.Restore();
        TensorLists.AddScaled(Problem.Tensors, v, distance);
        Problem.ZeroGradients();
        Problem.Backward(train, Gradients.Architecture).Dispose();
        return ArchitectureGradients();
    }

    /// <summary>ω's gradients; zeros where a weight has none.</summary>
    private Tensor[] WeightGradients() => Array.ConvertAll(Problem.Tensors, weight => weight.grad ?? zeros_like(weight));

    /// <summary>α's gradients, which later passes no longer reach.</summary>
    private Tensor[] ArchitectureGradients()
    {
        Tensor[] gradients = [.. Problem.Architecture.Named.Select(alphas => alphas.Parameter.grad ?? zeros_like(alphas.Parameter))];
        foreach (var (_, alphas) in Problem.Architecture.Named)
            alphas.grad = null;
        return gradients;
    }
}
