using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>What language models learn along (quark0/darts <c>rnn/train.py</c>; regularisation as in Merity et al. 2018).</summary>
public static class LanguageObjective
{
    /// <summary>A loss with what keeps states small and slow.</summary>
    /// <param name="pass">What the model made of the batch.</param>
    /// <param name="activation">α: how much the mean square of the outputs that the decoder reads adds.</param>
    /// <param name="slowness">β: how much the mean square of the state's steps from word to word adds.</param>
    public static Tensor Regularised(LanguageLoss pass, double activation, double slowness)
    {
        Tensor loss = pass.Mean;
        long steps = pass.Raw.shape[0] - 1;
        if (activation > 0)
            loss += activation * pass.Dropped.square().mean();
        // The mean over no steps is no number.
        return steps == 0 ? loss : loss + (slowness * (pass.Raw.narrow(0, 1, steps) - pass.Raw.narrow(0, 0, steps)).square().mean());
    }
}
