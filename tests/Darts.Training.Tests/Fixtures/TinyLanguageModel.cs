using Darts.Networks;

namespace Darts.Training.Tests;

/// <summary>A language model of the form the generator gives: 11 words, 6 wide, two nodes.</summary>
internal sealed class TinyLanguageModel() : CompiledLanguageModel(new("TinyLanguage", "tiny", Vocabulary: 11, Embedding: 6, Hidden: 6, Parameters: 11 * 7 + 4 * 72), new TinyCell())
{
    public static TinyLanguageModel Seeded(long seed)
    {
        RandomState.Set(seed, StreamPurpose.Initial);
        return new();
    }

    private sealed class TinyCell() : SequenceCell(
        nameof(TinyCell), 6, 6, mean: [1, 2], unused: [], new GateProduct(0, new Gate(1, Edge: 0, Activation.Relu)), new GateProduct(1, new Gate(2, Edge: 1, Activation.Tanh)));
}
