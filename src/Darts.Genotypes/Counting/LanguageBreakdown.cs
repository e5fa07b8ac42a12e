namespace Darts.Genotypes;

/// <summary>Counts a language model: embedding, one recurrent cell, decoder (quark0/darts <c>rnn/model.py</c>).</summary>
/// <remarks>Every product makes a gate and a candidate, 2H numbers. The decoder shares the embedding's weights where the cell's state is as wide as the embedding,
/// which the original always requires; it has a bias of its own.</remarks>
internal sealed class LanguageBreakdown(Cell cell, LanguageNetworkSpec network)
{
    private readonly BreakdownList _list = new();

    private long Hidden => network.Hidden;

    public NetworkBreakdown Count()
    {
        _list.Add("embedding", new((long)network.Vocabulary * network.Embedding, 0), Sequence(network.Embedding));
        _list.EndPart("embedding", null, [network.Embedding]);

        long input = network.Embedding + Hidden;
        _list.Add("input", Product(input), Sequence(input + (3 * Hidden)));
        _list.EndPart("input", 0, [network.Hidden]);
        HashSet<int> live = Live();
        foreach (Edge edge in cell.Edges)
        {
            Cost cost = Product(Hidden);
            // The masked state, the gate, what the gate weighs, and the activation's result, which the identity has none of.
            long activations = Sequence((edge.Operation.Name == "identity" ? 3 : 4) * Hidden);
            bool computed = live.Contains(edge.Node);
            _list.Add(edge.Operation.Name, computed ? cost : cost with { MultiplyAdds = 0 }, computed ? activations : 0);
            _list.EndPart(edge.Operation.Name, edge.Node, [network.Hidden]);
        }

        long tied = network.Embedding == network.Hidden ? 0 : Hidden * network.Vocabulary;
        _list.Add("decoder", new(tied + network.Vocabulary, Hidden * network.Vocabulary), Sequence(Hidden + (2L * network.Vocabulary)));
        _list.EndPart("decoder", null, [network.Vocabulary]);
        return _list.Build();
    }

    private Cost Product(long input) => new(input * 2 * Hidden, input * 2 * Hidden);

    private static long Sequence(long word) => word * NetworkBreakdown.SequenceLength;

    /// <summary>The nodes that the output depends on; edges are sorted by node and read lower ones.</summary>
    private HashSet<int> Live()
    {
        HashSet<int> live = [.. cell.Concat];
        foreach (Edge edge in cell.Edges.Reverse())
        {
            if (live.Contains(edge.Node))
                live.Add(edge.From);
        }
        return live;
    }
}
