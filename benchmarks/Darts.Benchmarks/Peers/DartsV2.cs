using Darts.Genotypes;

namespace Darts.Benchmarks.Peers;

/// <summary>The network the peers are compared on: DARTS_V2 for CIFAR, 36 channels, 20 layers.</summary>
internal static class DartsV2
{
    /// <summary>The genotype's file.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "darts-v2.genotype.json");

    /// <summary>The multiply-adds of one image, without the auxiliary head.</summary>
    public static double MultiplyAdds { get; } = Count();

    private static double Count()
    {
        var genotype = (ConvolutionalGenotype)GenotypeReader.Read(File.ReadAllText(Path)).Genotype!;
        var network = genotype.Networks.OfType<ImageNetworkSpec>().Single(network => network.Name == "DartsV2Cifar10");
        return NetworkCounts.Of(Lowering.Lower(genotype, network)).MultiplyAdds;
    }
}
