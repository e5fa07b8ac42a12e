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
/// <typeparam name="TBatch">What a pass reads.</typeparam>
/// <param name="problem">What is searched.</param>
/// <param name="optimizer">The optimizer of α.</param>
/// <param name="weightOptimizer">The optimizer of ω, over <see cref="BilevelProblem{TBatch}.Weights"/>.</param>
public sealed class SecondOrderArchitect<TBatch>(BilevelProblem<TBatch> problem, Adam optimizer, MomentumSgd weightOptimizer) : Architect<TBatch>(problem, optimizer)
{
    /// <summary>ε·‖v‖: the paper's value (§2.3, footnote 2). Only as it goes to zero does the quotient become the product with the Hessian, which tests use.</summary>
    internal double PerturbationRadius { get; init; } = 1e-2;

    /// <summary>The norm that ∇ω L_train is clipped to before the step to ω′, and v before it is a direction; null for neither, as in quark0/darts <c>cnn/architect.py</c>. Its
    /// <c>rnn/architect.py</c> clips both, and multiplies the product with the Hessian by the first clip's factor, even where that is above 1 and nothing was clipped.</summary>
    public double? Clip { get; init; }

    /// <inheritdoc/>
    protected override PassOutcome Differentiate(TBatch train, TBatch validation)
    {
        using var scope = NewDisposeScope();
        using var saved = new SavedTensors(Problem.Tensors);
        Problem.Backward(train, Gradients.Weights);
        var shortened = ClipGradients();

        PassOutcome outcome;
        using (new TemporaryChange(Problem.Buffers))
        {
            TakeVirtualStep();
            Problem.ZeroGradients();
            outcome = Problem.Backward(validation, Gradients.Both);
        }

        var direct = ArchitectureGradients();
        ClipGradients();
        var v = WeightGradients();
        var epsilon = TensorLists.Norm(v).reciprocal_().mul_(PerturbationRadius);

        var above = GradientsNear(train, saved, v, epsilon);
        var below = GradientsNear(train, saved, v, epsilon.neg());
        saved.Restore();

        for (int kind = 0; kind < direct.Length; kind++)
        {
            var hessianProduct = (above[kind] - below[kind]) / (2 * epsilon);
            Problem.Architecture.Named[kind].Parameter.grad = direct[kind] - (weightOptimizer.LearningRate * shortened * hessianProduct);
        }

        scope.MoveToOuter(outcome.Loss);
        scope.MoveToOuter(outcome.Output);
        return outcome;
    }

    /// <summary>Clips ω's gradients.</summary>
    /// <returns>The factor, which is above 1 where nothing was clipped; 1 without a clip.</returns>
    private Tensor ClipGradients() =>
        Clip is { } limit ? GradientClip.Factor(GradientClip.Apply(Problem.Weights, limit), limit) : ones(1, Problem.Tensors[0].dtype, Problem.Tensors[0].device);

    /// <summary>Moves ω to ω′, a step of its optimizer without changing the optimizer's state.</summary>
    private void TakeVirtualStep()
    {
        using var scope = NewDisposeScope();
        int[] moved = [.. Problem.Unrolled];
        Tensor[] weights = Array.ConvertAll(moved, index => Problem.Tensors[index]), gradients = WeightGradients();
        var momenta = Array.ConvertAll(moved, index => weightOptimizer.MomentumOf(index));
        Tensor[] started = Array.TrueForAll(momenta, momentum => momentum is null)
            ? []
            : [.. momenta.Zip(weights, (momentum, weight) => momentum ?? zeros_like(weight))];
        TensorLists.LookAhead(
            weights, Array.ConvertAll(moved, index => gradients[index]), started, weightOptimizer.WeightDecay, weightOptimizer.MomentumFactor, weightOptimizer.LearningRate);
    }

    /// <summary>∇α L_train at ω + distance·v. Leaves ω there, without gradients.</summary>
    private Tensor[] GradientsNear(TBatch train, SavedTensors origin, Tensor[] v, Tensor distance)
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
