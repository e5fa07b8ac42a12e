namespace Darts.Genotypes;

/// <summary>What a network costs.</summary>
/// <param name="Parameters">Trainable numbers without the auxiliary head, as the literature counts them; those of dead nodes included.</param>
/// <param name="ParametersWithAuxiliary">The same with the auxiliary head; equal where there is none.</param>
/// <param name="MultiplyAdds">Multiply-adds of the inference of one image (or one word): convolutions and linear layers that are computed, without the auxiliary
/// head. Batch norms, pools, sums and activations are not counted.</param>
public sealed record NetworkCounts(long Parameters, long ParametersWithAuxiliary, long MultiplyAdds)
{
    /// <summary>Counts a network.</summary>
    public static NetworkCounts Of(NetworkGraph graph)
    {
        Cost cost = MacroCosts.Stem(graph.Stem, graph.Input) + MacroCosts.Classifier(graph.Classifier);
        foreach (PlacedCell cell in graph.Cells)
            cost += OfCell(cell, graph.CellOf(cell.Kind));
        long auxiliary = graph.Auxiliary is null ? 0 : MacroCosts.Auxiliary(graph.Auxiliary).Parameters;
        return new(cost.Parameters, cost.Parameters + auxiliary, cost.MultiplyAdds);
    }

    /// <summary>Counts one of a genotype's networks.</summary>
    /// <param name="genotype">A valid genotype: what <see cref="GenotypeReader"/> lets through.</param>
    /// <param name="network">One of its networks.</param>
    public static NetworkCounts Of(Genotype genotype, NetworkSpec network)
    {
        if (genotype is ConvolutionalGenotype convolutional && network is ImageNetworkSpec image)
            return Of(Lowering.Lower(convolutional, image));
        if (genotype is not RecurrentGenotype recurrent || network is not LanguageNetworkSpec language)
            throw new ArgumentException($"{network.GetType().Name} is no network of a {genotype.GetType().Name}.", nameof(network));
        var breakdown = NetworkBreakdown.Of(recurrent, language);
        return new(breakdown.Parameters, breakdown.Parameters, breakdown.Parts.Sum(static part => part.MultiplyAdds));
    }

    private static Cost OfCell(PlacedCell cell, CellGraph graph)
    {
        // A factorized reduction costs what the pointwise convolution to the same output costs.
        Cost cost = OperationCosts.Pointwise(cell.Before.Channels, cell.Values[0]) + OperationCosts.Pointwise(cell.Previous.Channels, cell.Values[1]);
        foreach (NodeGraph node in graph.Nodes)
        {
            foreach (EdgeGraph edge in node.Edges)
            {
                Cost operation = OperationCosts.Of(edge, cell.Values[edge.From], cell.Values[node.Number]);
                cost += node.IsLive ? operation : operation with { MultiplyAdds = 0 };
            }
        }
        return cost;
    }
}
