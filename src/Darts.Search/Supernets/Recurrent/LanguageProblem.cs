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
        LanguageLoss pass = Loss(batch);
        return (LanguageObjective.Regularised(pass, activation: 0, Slowness), pass.Mean, pass.Hidden);
    });

    /// <inheritdoc/>
    protected override (Tensor Loss, Tensor Output) Forward(WordBatch batch)
    {
        LanguageLoss pass = Loss(batch);
        return (pass.Mean, pass.Hidden);
    }

    private LanguageLoss Loss(WordBatch batch)
    {
        using var autocast = Autocast.Begin(Precision, batch.Words.device);
        return supernet.Loss(batch.Words, batch.Hidden, batch.Targets);
    }
}
