using Darts.Training;

namespace Darts.Search;

/// <summary>First order (ξ = 0): ∇α L_val(ω, α), as if ω were its own optimum.</summary>
/// <typeparam name="TBatch">What a pass reads.</typeparam>
/// <param name="problem">What is searched.</param>
/// <param name="optimizer">The optimizer of α.</param>
public sealed class FirstOrderArchitect<TBatch>(BilevelProblem<TBatch> problem, Adam optimizer) : Architect<TBatch>(problem, optimizer)
{
    /// <inheritdoc/>
    protected override PassOutcome Differentiate(TBatch train, TBatch validation) => Problem.Backward(validation, Gradients.Architecture);
}
