using Darts.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

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
        long steps = output.Raw.shape[0] - 1;
        // The mean over no steps is no number.
        Tensor objective = steps == 0 ? loss : loss + (Slowness * (output.Raw.narrow(0, 1, steps) - output.Raw.narrow(0, 0, steps)).square().mean());
        return (objective, loss, output.Hidden);
    });

    /// <summary>The loss on a batch and the state after it, in the network's mode.</summary>
    /// <param name="batch">On the supernet's device.</param>
    public (Tensor Loss, Tensor Hidden) Evaluate(WordBatch batch) => Forward(batch);

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
        return (F.nll_loss(output.LogProbabilities.to(batch.Hidden.dtype).flatten(0, 1), batch.Targets.flatten()), output);
    }
}
