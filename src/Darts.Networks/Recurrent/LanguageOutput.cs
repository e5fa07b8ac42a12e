using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What a language model computes of a sequence; the caller disposes the tensors.</summary>
/// <param name="LogProbabilities">ln p(next word) at every place, [T, B, V].</param>
/// <param name="Hidden">The state after the last word, [B, H]; it belongs to the graph, so a trainer that carries it on detaches it.</param>
/// <param name="Raw">The cell's outputs, [T, B, H]: what slowness is measured on.</param>
/// <param name="Dropped">The same after dropout, as the decoder read them: what activation regularisation is measured on.</param>
public sealed record LanguageOutput(Tensor LogProbabilities, Tensor Hidden, Tensor Raw, Tensor Dropped);
