using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What a language model is: facts fixed when it was compiled.</summary>
/// <param name="Name">The class name, as in the genotype's <c>networks</c>.</param>
/// <param name="GenotypeHash">Identifies the architecture it was compiled from; empty for a supernet.</param>
/// <param name="Vocabulary">The number of words V; tokens are 0 … V − 1.</param>
/// <param name="Embedding">The width of word embeddings, E.</param>
/// <param name="Hidden">The width of the cell's state, H.</param>
/// <param name="Parameters">Its parameters; the decoder's weight is the embedding's where E = H, and counts once.</param>
/// <param name="Size">Its sizes, as files of its weights name them: <c>embedding 850, hidden 850, vocabulary 10000</c>.</param>
public sealed record LanguageDescription(string Name, string GenotypeHash, int Vocabulary, int Embedding, int Hidden, long Parameters, string Size = "")
{
    /// <summary>Whether the decoder's weight is the embedding's.</summary>
    public bool IsTied => Embedding == Hidden;

    /// <summary>Refuses what is no sequence of words or no state of this model.</summary>
    /// <exception cref="DartsException">The tokens are not [length ≥ 1, batch] whole numbers, or the state is not [batch, H].</exception>
    internal void Check(Tensor tokens, Tensor hidden)
    {
        long[] words = tokens.shape, state = hidden.shape;
        if (words.Length != 2 || words[0] == 0 || tokens.dtype != ScalarType.Int64)
            throw new DartsException($"{Name} takes tokens of shape [words, batch] as 64-bit whole numbers; these have shape [{string.Join(", ", words)}] and type {tokens.dtype}.");
        if (state.Length != 2 || state[0] != words[1] || state[1] != Hidden)
            throw new DartsException($"{Name} takes a state of shape [{words[1]}, {Hidden}] with these tokens; this one has shape [{string.Join(", ", state)}].");
    }

    /// <summary>Says what is wrong with the words that came.</summary>
    /// <param name="tokens">The words before them.</param>
    /// <param name="next">Those that came.</param>
    internal void CheckNext(Tensor tokens, Tensor next)
    {
        if (next.numel() != tokens.numel() || next.dtype != ScalarType.Int64)
            throw new DartsException($"{Name} foretells a word after each one it reads: [{string.Join(", ", tokens.shape)}] 64-bit whole numbers; these have shape [{string.Join(", ", next.shape)}] and type {next.dtype}.");
    }
}
