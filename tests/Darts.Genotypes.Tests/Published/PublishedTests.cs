namespace Darts.Genotypes.Tests;

/// <summary>The files of <c>genotypes/</c>.</summary>
public sealed class PublishedTests
{
    public static TheoryData<string> Names => [.. Sample.Published];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_published_genotype_is_its_authors_literal(string name)
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished(name);
        Assert.Equal(Literals.Describe(name, "normal"), Describe(genotype.Normal));
        Assert.Equal(Literals.Describe(name, "reduce"), Describe(genotype.Reduce));
    }

    /// <summary>Parameters without the auxiliary head, at C=36 L=20 (CIFAR) and C=48 L=14 (ImageNet); validated against the counts their authors printed.</summary>
    [Theory]
    [InlineData("darts-v1", 3_169_414, 4_510_432)]
    [InlineData("darts-v2", 3_349_342, 4_718_752)]
    [InlineData("pc-darts-cifar", 3_634_678, 5_270_560)]
    [InlineData("pc-darts-imagenet", 3_721_510, 5_342_464)]
    [InlineData("p-darts", 3_433_798, 4_944_352)]
    [InlineData("drnas-cifar", 4_099_294, 5_738_464)]
    [InlineData("drnas-imagenet", 4_048_750, 5_726_368)]
    [InlineData("sdarts-rs", 3_606_166, 5_120_320)]
    [InlineData("sdarts-adv", 3_344_806, 4_768_864)]
    [InlineData("darts-minus", 3_454_318, 4_860_256)]
    [InlineData("gdas", 3_368_782, 4_969_216)]
    [InlineData("darts-pt", 3_328_174, 4_779_712)]
    [InlineData("nasnet", 3_830_950, 5_564_320)]
    [InlineData("amoebanet", 3_145_078, 4_627_360)]
    public void A_published_genotype_has_the_known_number_of_parameters(string name, long cifar, long imageNet)
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished(name);
        Assert.Equal([cifar, imageNet], genotype.Networks.Select(network => NetworkCounts.Of(Lowering.Lower(genotype, (ImageNetworkSpec)network)).Parameters));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_published_genotype_names_its_source_and_both_networks(string name)
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished(name);
        Assert.Contains("arXiv:", genotype.Provenance.Source);
        Assert.Contains("github.com/", genotype.Provenance.Source);
        Assert.NotNull(genotype.Provenance.Method);
        Assert.Equal(GenotypeWriter.SchemaFile, genotype.Schema);
        Assert.Equal(
            [
                new ImageNetworkSpec(genotype.Name + "Cifar10", ImageMacro.Cifar, 36, 20, 10, new(3, 32, 32), true),
                new ImageNetworkSpec(genotype.Name + "ImageNet", ImageMacro.ImageNet, 48, 14, 1000, new(3, 224, 224), true),
            ],
            genotype.Networks);
    }

    [Fact]
    public void No_two_published_networks_share_a_name()
    {
        string[] names = [.. Sample.Published.SelectMany(name => Sample.ReadPublished(name).Networks).Select(network => network.Name)];
        Assert.Equal(28, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static string Describe(Cell cell) =>
        string.Join("; ", cell.Edges.Select(edge => $"{edge.Node}←{edge.From} {edge.Operation}")) + $" → [{string.Join(",", cell.Concat)}]";
}
