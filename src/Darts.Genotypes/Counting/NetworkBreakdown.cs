namespace Darts.Genotypes;

/// <summary>Where a network's costs lie: by its parts, in order, and by operation. Both add up to the whole.</summary>
/// <remarks>Activations are what automatic differentiation keeps of one training pass until the backward pass, in float32 numbers, for the network as the original
/// writes it: the input of every convolution, pool and matrix product, the input of every batch norm, the result of every ReLU and other activation; a max pool's
/// indices count as two. One ReLU serves all that read a value within a cell.</remarks>
/// <param name="Parts">Stem, cells, heads.</param>
/// <param name="Operations">The operations of the genotype by name, and everything else.</param>
public sealed record NetworkBreakdown(EquatableArray<PartCounts> Parts, EquatableArray<OperationCounts> Operations)
{
    /// <summary>Words of a sequence that a language model is trained on (<c>bptt</c> of the original).</summary>
    public const int SequenceLength = 35;

    /// <summary>Parameters with the auxiliary head.</summary>
    public long Parameters => Parts.Sum(static part => part.Parameters);

    /// <summary>Numbers kept for the backward pass of one image, or of one sequence of <see cref="SequenceLength"/> words.</summary>
    public long Activations => Parts.Sum(static part => part.Activations);

    /// <summary>Counts an image network.</summary>
    public static NetworkBreakdown Of(NetworkGraph graph) => new ImageBreakdown(graph).Count();

    /// <summary>Counts a language model.</summary>
    public static NetworkBreakdown Of(RecurrentGenotype genotype, LanguageNetworkSpec network) => new LanguageBreakdown(genotype.Recurrent, network).Count();
}
