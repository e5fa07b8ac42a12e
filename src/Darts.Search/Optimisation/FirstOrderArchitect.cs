using Darts.Training;

namespace Darts.Search;

/// <summary>First order (ξ = 0): ∇α L_val(ω, α), as if ω were its own optimum.</summary>
/// <param name="problem">What is searched.</param>
/// <param name="optimizer">The optimizer of α.</param>
public sealed class FirstOrderArchitect(BilevelProblem problem, Adam optimizer) : Architect(problem, optimizer)
{
    /// <inheritdoc/>
    protected override PassOutcome Differentiate(Batch train, Batch validation) => Problem.Backward(validation, Gradients.Architecture);
}
