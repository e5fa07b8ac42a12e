using Darts.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Training;

/// <summary>What language models learn along (quark0/darts <c>rnn/train.py</c>; regularisation as in Merity et al. 2018).</summary>
public static class LanguageLoss
{
    /// <summary>The mean of −ln p(next word).</summary>
    /// <param name="output">What the model made of the batch.</param>
    /// <param name="batch">The batch.</param>
    /// <returns>A scalar of the state's type.</returns>
    public static Tensor Of(LanguageOutput output, WordBatch batch) =>
        F.nll_loss(output.LogProbabilities.to(batch.Hidden.dtype).flatten(0, 1), batch.Targets.flatten());

    /// <summary>A loss with what keeps states small and slow.</summary>
    /// <param name="loss">The loss, a scalar.</param>
    /// <param name="output">What the model made of the batch.</param>
    /// <param name="activation">α: how much the mean square of the outputs that the decoder reads adds.</param>
    /// <param name="slowness">β: how much the mean square of the state's steps from word to word adds.</param>
    public static Tensor Regularised(Tensor loss, LanguageOutput output, double activation, double slowness)
    {
        long steps = output.Raw.shape[0] - 1;
        if (activation > 0)
            loss += activation * output.Dropped.square().mean();
        // The mean over no steps is no number.
        return steps == 0 ? loss : loss + (slowness * (output.Raw.narrow(0, 1, steps) - output.Raw.narrow(0, 0, steps)).square().mean());
    }
}
