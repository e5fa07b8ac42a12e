using Darts.Genotypes;
using Darts.Kernels.Inference;
using Darts.Networks;

namespace Darts.Benchmarks.Peers;

/// <summary>The network the peers are compared on: DARTS_V2 for CIFAR, 36 channels, 20 layers.</summary>
internal static class DartsV2
{
    private const string Name = "DartsV2Cifar10";

    /// <summary>The genotype's file.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "darts-v2.genotype.json");

    /// <summary>The multiply-adds of one image, without the auxiliary head.</summary>
    public static double MultiplyAdds { get; } = Count();

    /// <summary>The network as it is compiled for users.</summary>
    public static ImageClassifier Fused() => Make("Darts.Evaluation");

    /// <summary>The form for inference that needs no tensor library.</summary>
    /// <param name="trained">Whose weights it gets.</param>
    public static CompiledClassifier Compiled(ImageClassifier trained) => (CompiledClassifier)Activator.CreateInstance(TypeOf("Darts.Evaluation", Name + "Inference"), new ModuleWeights(trained))!;

    /// <summary>The network with fusion off.</summary>
    public static ImageClassifier Plain() => Make("Darts.Benchmarks.Plain");

    // By name: before the first build of a clone, when its formatting is checked, there are no generated classes to refer to.
    private static ImageClassifier Make(string assembly) => (ImageClassifier)Activator.CreateInstance(TypeOf(assembly, Name))!;

    private static Type TypeOf(string assembly, string name) => Type.GetType($"{assembly}.{name}, {assembly}", throwOnError: true)!;

    private static double Count()
    {
        var genotype = (ConvolutionalGenotype)GenotypeReader.Read(File.ReadAllText(Path)).Genotype!;
        var network = genotype.Networks.OfType<ImageNetworkSpec>().Single(network => network.Name == Name);
        return NetworkCounts.Of(Lowering.Lower(genotype, network)).MultiplyAdds;
    }
}
