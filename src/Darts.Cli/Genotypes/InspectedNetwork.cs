using Darts.Genotypes;

namespace Darts.Cli.Genotypes;

/// <summary>A network of a genotype file with all that is known of it before it is compiled.</summary>
/// <param name="Spec">Its entry in the file.</param>
/// <param name="Parameters">Parameters without the auxiliary head.</param>
/// <param name="MultiplyAdds">Multiply-adds of one image's or word's inference.</param>
/// <param name="Breakdown">The same by part and by operation.</param>
/// <param name="Batch">Images, or sequences of words, of one training step.</param>
internal sealed record InspectedNetwork(NetworkSpec Spec, long Parameters, long MultiplyAdds, NetworkBreakdown Breakdown, int Batch)
{
    /// <summary>The batch sizes of the paper's trainings on CIFAR-10 and Penn Treebank.</summary>
    private const int ImageBatch = 96, LanguageBatch = 64;

    /// <summary>Counts a network.</summary>
    /// <param name="genotype">Its genotype.</param>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch size; null for the paper's.</param>
    public static InspectedNetwork Of(Genotype genotype, NetworkSpec network, int? batch)
    {
        var counts = NetworkCounts.Of(genotype, network);
        return genotype is RecurrentGenotype recurrent
            ? new(network, counts.Parameters, counts.MultiplyAdds, NetworkBreakdown.Of(recurrent, (LanguageNetworkSpec)network), batch ?? LanguageBatch)
            : new(network, counts.Parameters, counts.MultiplyAdds, NetworkBreakdown.Of(Lowering.Lower((ConvolutionalGenotype)genotype, (ImageNetworkSpec)network)), batch ?? ImageBatch);
    }

    /// <summary>The outer shape's name.</summary>
    public string Macro => Spec is ImageNetworkSpec image ? (image.Macro == ImageMacro.Cifar ? "cifar" : "imagenet") : "language";

    /// <summary>The bytes of that many float32 numbers of each image or sequence of a batch.</summary>
    public long Bytes(long activations) => activations * sizeof(float) * Batch;
}
