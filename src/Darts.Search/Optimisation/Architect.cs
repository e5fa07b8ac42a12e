using Darts.Training;

namespace Darts.Search;

/// <summary>Takes the steps of α: one of Adam's along ∇α L_val, which derived classes compute in their order of approximation (DARTS §2.3).</summary>
/// <typeparam name="TBatch">What a pass reads.</typeparam>
/// <param name="problem">What is searched.</param>
/// <param name="optimizer">The optimizer of α; the caller's.</param>
public abstract class Architect<TBatch>(BilevelProblem<TBatch> problem, Adam optimizer)
{
    /// <summary>What is searched.</summary>
    protected BilevelProblem<TBatch> Problem => problem;

    /// <summary>Takes one step of α; ω is afterwards what it was, bit for bit. α keeps the gradient until the next step, ω keeps none.</summary>
    /// <param name="train">The batch ω is about to be trained on.</param>
    /// <param name="validation">A batch of the validation half.</param>
    /// <returns>The outcome on <paramref name="validation"/>, on the device; the caller disposes it.</returns>
    public PassOutcome Step(TBatch train, TBatch validation)
    {
        problem.ZeroGradients();
        var outcome = Differentiate(train, validation);
        optimizer.Step();
        return outcome;
    }

    /// <summary>Leaves ∇α L_val in α's gradients, and ω without any.</summary>
    /// <param name="train">A training batch.</param>
    /// <param name="validation">A validation batch.</param>
    /// <returns>The outcome on <paramref name="validation"/>.</returns>
    protected abstract PassOutcome Differentiate(TBatch train, TBatch validation);
}
