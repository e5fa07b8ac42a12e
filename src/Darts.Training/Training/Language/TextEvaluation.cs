namespace Darts.Training;

/// <summary>How well a language model foretells a text.</summary>
/// <param name="Loss">The mean of −ln p(next word) over the words foretold.</param>
/// <param name="Words">How many those are.</param>
public sealed record TextEvaluation(double Loss, long Words)
{
    /// <summary>e to the loss: between how many equally likely words the model wavers.</summary>
    public double Perplexity => Math.Exp(Loss);
}
