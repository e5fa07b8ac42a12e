using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Sequences that a pass reads.</summary>
/// <param name="Words">[T, B], Int64.</param>
/// <param name="Targets">The word after each, [T, B] or [T·B].</param>
/// <param name="Hidden">The state before them, [B, H], off the graph.</param>
public readonly record struct WordBatch(Tensor Words, Tensor Targets, Tensor Hidden);
