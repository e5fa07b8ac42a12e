using Darts.Kernels.Weights;

namespace Darts.Kernels.Inference;

/// <summary>Sizes of a language model that are known when it is compiled.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Architecture">The hash of the genotype it was compiled from.</param>
/// <param name="Vocabulary">V, the number of words; tokens are 0 … V − 1.</param>
/// <param name="Embedding">E, the width of embedded words.</param>
/// <param name="Hidden">H, the width of the state.</param>
/// <param name="Size">What weights of this model say of its size (<see cref="WeightsOwner.Size"/>).</param>
public sealed record ReaderPlan(string Name, string Architecture, int Vocabulary, int Embedding, int Hidden, string Size = "")
{
    /// <summary>Whose weights it takes.</summary>
    public WeightsOwner Owner => new(Name, Architecture, Size);

    /// <summary>Whether the decoder's weight is the embedding's.</summary>
    public bool IsTied => Embedding == Hidden;
}
