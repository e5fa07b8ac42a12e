using Darts.Networks;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The search on language: how badly a <see cref="RecurrentSupernet"/> foretells the next word. A pass gives the state after the last word, [B, H].</summary>
/// <param name="supernet">The search network, on its device.</param>
/// <param name="architecture">The α it mixes by.</param>
public sealed class LanguageProblem(RecurrentSupernet supernet, RecurrentArchitecture architecture) : BilevelProblem<WordBatch>(supernet, architecture)
{
    /// <summary>β of ω's objective: how much the mean square of the state's steps adds to the loss (temporal activation regularisation; Merity et al. 2018).</summary>
    public double Slowness { get; init; }

    /// <summary>All but the embedding. The original loads the weights after the virtual step into a copy of the network, in which the embedding stands twice: as such, moved, and last, as the decoder's
    /// weight, not moved (<c>rnn/architect.py</c>, <c>_construct_model_from_theta</c>).</summary>
    internal override IReadOnlyList<int> Unrolled => [.. base.Unrolled.Where(index => Weights[index].Name != LanguageModel.EmbeddingName)];

    /// <summary>The pass a step of ω follows: gradients of ω along the loss and <see cref="Slowness"/>, which α's steps leave out.</summary>
    /// <param name="batch">On the supernet's device.</param>
    /// <returns>The outcome, its loss without slowness; the caller disposes it.</returns>
    public PassOutcome Learn(WordBatch batch) => Backward(Gradients.Weights, () =>
    {
        var (loss, output) = Loss(batch);
        return (LanguageLoss.Regularised(loss, output, activation: 0, Slowness), loss, output.Hidden);
    });

    /// <inheritdoc/>
    protected override (Tensor Loss, Tensor Output) Forward(WordBatch batch)
    {
        var (loss, output) = Loss(batch);
        return (loss, output.Hidden);
    }

    private (Tensor Loss, LanguageOutput Output) Loss(WordBatch batch)
    {
        LanguageOutput output;
        using (Autocast.Begin(Precision, batch.Words.device))
            output = supernet.forward(batch.Words, batch.Hidden);
        return (LanguageLoss.Of(output, batch), output);
    }
}
