using System.Globalization;
using Darts.Genotypes;
using Darts.Genotypes.Tests;

namespace Darts.Exporting.Tests.Support;

/// <summary>Every published genotype in small networks of both macros, of even and odd sizes, and random genotypes.</summary>
internal static class SmallNetworks
{
    private const int Random = 30;

    /// <summary>One genotype for each network.</summary>
    public static IReadOnlyList<ConvolutionalGenotype> Genotypes { get; } = [.. Published(), .. Windows(), .. RandomOnes()];

    public static IEnumerable<string> Names => Genotypes.Select(genotype => genotype.Networks[0].Name);

    public static ConvolutionalGenotype Of(string network) => Genotypes.Single(genotype => genotype.Networks[0].Name == network);

    public static ConvolutionalGenotype Read(string file) =>
        (ConvolutionalGenotype)GenotypeReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "genotypes", file + ".genotype.json"))).Genotype!;

    private static IEnumerable<ConvolutionalGenotype> Published()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "genotypes")).Order(StringComparer.Ordinal))
        {
            if (GenotypeReader.Read(File.ReadAllBytes(file)).Genotype is not ConvolutionalGenotype genotype)
                continue;
            yield return With(genotype, $"{genotype.Name}Cifar", ImageMacro.Cifar, channels: 4, layers: 4, new(3, 16, 16));
            yield return With(genotype, $"{genotype.Name}CifarOdd", ImageMacro.Cifar, channels: 6, layers: 3, new(1, 13, 11));
            yield return With(genotype, $"{genotype.Name}ImageNet", ImageMacro.ImageNet, channels: 8, layers: 3, new(3, 64, 64));
            yield return With(genotype, $"{genotype.Name}ImageNetOdd", ImageMacro.ImageNet, channels: 4, layers: 4, new(2, 75, 69));
        }
    }

    /// <summary>Maps before the classifier that the original pools as a whole, and in part.</summary>
    private static IEnumerable<ConvolutionalGenotype> Windows() =>
    [
        With(Read("darts-v2"), "Window7", ImageMacro.ImageNet, channels: 4, layers: 3, new(3, 224, 224)),
        With(Read("darts-v2"), "Window9", ImageMacro.ImageNet, channels: 4, layers: 3, new(3, 280, 300)),
    ];

    private static IEnumerable<ConvolutionalGenotype> RandomOnes()
    {
        var random = new Random(20);
        for (int i = 0; i < Random; i++)
        {
            var (normal, reduce) = (RandomGenotype.Cell(random, 2, Operations.Convolutional), RandomGenotype.Cell(random, 2, Operations.Convolutional));
            var genotype = new ConvolutionalGenotype("Random", normal, reduce, [], Provenance.Unknown);
            var macro = random.Next(3) == 0 ? ImageMacro.ImageNet : ImageMacro.Cifar;
            int side = macro == ImageMacro.Cifar ? random.Next(9, 15) : random.Next(65, 90);
            string name = "Random" + i.ToString(CultureInfo.InvariantCulture);
            yield return With(genotype, name, macro, channels: 4, layers: random.Next(1, 5), new(random.Next(1, 4), side, side + random.Next(3)));
        }
    }

    private static ConvolutionalGenotype With(ConvolutionalGenotype genotype, string name, ImageMacro macro, int channels, int layers, ImageShape input) =>
        genotype with { Networks = [new ImageNetworkSpec(name, macro, channels, layers, Classes: 5, input, Auxiliary: name.Length % 2 == 0)] };
}
