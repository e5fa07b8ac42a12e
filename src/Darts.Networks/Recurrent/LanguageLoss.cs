using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>How badly a language model foretells the words that came, and what else a trainer needs of the pass; the caller disposes the tensors.</summary>
/// <param name="Mean">The mean of −ln p(the word that came), a scalar of the state's type: the logarithm of the perplexity.</param>
/// <param name="Hidden">The state after the last word, [B, H]; it belongs to the graph, so a trainer that carries it on detaches it.</param>
/// <param name="Raw">The cell's outputs, [T, B, H]: what slowness is measured on.</param>
/// <param name="Dropped">The same after dropout, as the decoder read them: what activation regularisation is measured on.</param>
public sealed record LanguageLoss(Tensor Mean, Tensor Hidden, Tensor Raw, Tensor Dropped);
