namespace Darts.Genotypes;

/// <summary>The cost of a language model (quark0/darts <c>rnn/model.py</c>): an embedding, one recurrent cell, and a decoder that shares the embedding's matrix.</summary>
/// <remarks>The original asks for hidden = embedding. Where they differ nothing can be shared, and the decoder has a matrix of its own.</remarks>
internal static class LanguageCosts
{
    /// <summary>The cost for one word. Looking an embedding up multiplies nothing.</summary>
    public static Cost Of(Cell cell, LanguageNetworkSpec network)
    {
        // Every matrix of the cell makes a candidate and a gate, so it is twice as wide as the state.
        long input = ((long)network.Embedding + network.Hidden) * 2 * network.Hidden;
        long nodes = (long)cell.Edges.Count * network.Hidden * 2 * network.Hidden;
        long embedding = (long)network.Vocabulary * network.Embedding, decoder = (long)network.Vocabulary * network.Hidden;
        long own = network.Embedding == network.Hidden ? 0 : decoder;
        return new(input + nodes + embedding + own + network.Vocabulary, input + nodes + decoder);
    }
}
