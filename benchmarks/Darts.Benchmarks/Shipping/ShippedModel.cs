using System.Reflection;
using Darts.Benchmarks.Peers;
using Darts.Exporting;
using Darts.Genotypes;
using Darts.Networks;
using Darts.Shipping;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Shipping;

/// <summary>The network in all the forms that programs want it in, in a folder of its own: weights, a package with a feed around it, an ONNX file, code.</summary>
internal sealed class ShippedModel : IDisposable
{
    /// <summary>The network, of <c>genotypes/darts-v2.genotype.json</c>.</summary>
    public const string Network = "DartsV2Cifar10";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("darts-shipping-");

    /// <summary>Writes all forms, with the weights of a new network: what they are does not change times.</summary>
    public ShippedModel()
    {
        var genotype = GenotypeReader.Read(File.ReadAllBytes(DartsV2.Path)).Genotype!;
        manual_seed(1);
        using (var network = DartsV2.Fused())
            new TrainedWeights([.. Enumerable.Range(0, network.Description.Classes).Select(static index => FormattableString.Invariant($"class {index}"))], Normalisation.Cifar10, 1).Save(network, Weights);
        PackageExport.Write(genotype, "darts-v2.genotype.json", Network, Weights, Feed, new());
        OnnxExport.Write(genotype, Network, Weights, Onnx, preprocessing: true);
        CSharpExport.Write(genotype, "darts-v2.genotype.json", Network, SourceForm.Training, Code);
        Sdk.Run(Repository, "pack", "src/Darts.Kernels", "-c", Configuration, "-o", Feed, "-v", "q", "-nologo");
    }

    /// <summary>The clone this was built in.</summary>
    public static string Repository { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The folder.</summary>
    public string Root => _folder.FullName;

    /// <summary>The weights file.</summary>
    public string Weights => In("weights.safetensors");

    /// <summary>The ONNX file; it takes pixels.</summary>
    public string Onnx => In("model.onnx");

    /// <summary>The class that trains, as code.</summary>
    public string Code => In("Network.cs");

    /// <summary>The folder of packages.</summary>
    public string Feed => In("feed");

    private static string Configuration => typeof(ShippedModel).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(Root, name);

    private static string Above(string folder) => File.Exists(Path.Combine(folder, "Darts.Codegen.sln"))
        ? folder
        : Above(Path.GetDirectoryName(folder) ?? throw new DartsException("This command packs and builds: run it from a clone of the repository."));
}
