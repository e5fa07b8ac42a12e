using Darts.Training;
using TorchSharp;
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
        using var saved = new SavedWeights(Problem);
        Problem.Backward(train, Gradients.Weights);

        PassOutcome outcome;
        using (new SavedStatistics(Problem))
        {
            TakeVirtualStep();
            Problem.ZeroGradients();
            outcome = Problem.Backward(validation, Gradients.Both);
        }

        var direct = ArchitectureGradients();
        Tensor[] v = [.. Problem.Weights.Select(weight => weight.Parameter.grad ?? zeros_like(weight.Parameter))];
        var epsilon = stack(v.Select(part => part.norm()).ToArray()).norm().reciprocal_().mul_(PerturbationRadius);

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
        using var noGradients = no_grad();
        using Scalar decay = weightOptimizer.WeightDecay;
        using Scalar momentumFactor = weightOptimizer.MomentumFactor;
        using Scalar step = -weightOptimizer.LearningRate;
        for (int index = 0; index < Problem.Weights.Count; index++)
        {
            var weight = Problem.Weights[index].Parameter;
            var direction = weight.grad is { } gradient ? gradient.add(weight, decay) : weight.mul(decay);
            if (weightOptimizer.MomentumOf(index) is { } momentum)
                direction.add_(momentum, momentumFactor);
            weight.add_(direction, step);
        }
    }

    /// <summary>∇α L_train at ω + distance·v. Leaves ω there, without gradients.</summary>
    private Tensor[] GradientsNear(Batch train, SavedWeights origin, Tensor[] v, Tensor distance)
    {
        origin.Restore();
        using (no_grad())
        {
            for (int index = 0; index < v.Length; index++)
            {
                using var offset = v[index].mul(distance);
                Problem.Weights[index].Parameter.add_(offset);
            }
        }

        Problem.ZeroGradients();
        Problem.Backward(train, Gradients.Architecture).Dispose();
        return ArchitectureGradients();
    }

    /// <summary>α's gradients, which later passes no longer reach.</summary>
    private Tensor[] ArchitectureGradients()
    {
        Tensor[] gradients = [.. Problem.Architecture.Named.Select(alphas => alphas.Parameter.grad ?? zeros_like(alphas.Parameter))];
        foreach (var (_, alphas) in Problem.Architecture.Named)
            alphas.grad = null;
        return gradients;
    }
}
