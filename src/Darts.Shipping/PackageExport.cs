using Darts.Exporting;
using Darts.Genotypes;
using Darts.Kernels.Inference;
using Darts.Kernels.Models;
using Darts.Kernels.Weights;
using Darts.Networks;

namespace Darts.Shipping;

/// <summary>
/// Writes trained image networks as NuGet packages: the class compiled for inference, a model class around it (pictures in, classes with probabilities out), the weights as
/// a resource, documentation, genotype and picture. A package depends on Darts.Kernels alone.
/// </summary>
public static class PackageExport
{
    /// <summary>What a package's file ends with.</summary>
    public const string Extension = ".nupkg";

    /// <summary>Writes a package, in this process: no project is made or built. The compiled class has read its weights once before anything is written.</summary>
    /// <param name="genotype">The genotype.</param>
    /// <param name="file">Its file, as generated code names it.</param>
    /// <param name="network">The class name of one of its networks.</param>
    /// <param name="weights">Weights as safetensors, with what training writes of its data.</param>
    /// <param name="output">The file to write, or a folder, made if missing, which gets <c>Id.1.0.0.nupkg</c>; a file is replaced as a whole or not at all.</param>
    /// <param name="options">What the package is called.</param>
    /// <exception cref="DartsException">The genotype has no such network, the weights do not fit or say too little, a name is none, or a file cannot be read or written.</exception>
    public static ModelPackage Write(Genotype genotype, string file, string network, string weights, string output, PackageOptions options)
    {
        var graph = ExportedNetwork.Of(genotype, network);
        var identity = PackageIdentity.Of(options, network);
        var (channels, _, _) = graph.Input;
        var data = ModelData.Of(weights, options.ClassNames, network, channels, graph.Classifier.Classes);
        string hash = ArchitectureHash.Of(genotype);
        using var opened = SafeTensorsFile.Open(weights);
        var owner = new WeightsOwner(network, hash, NetworkSize.Of(graph));
        opened.CheckOwner(owner);
        var entries = WeightsFit.Match(network, hash, StateShapes.Of(graph), auxiliary: false, opened, options.IgnoreExtra);

        var compiled = new CompiledSource(
            identity.Id,
            GeneratedSource.Of(genotype, network, SourceForm.Inference, identity.Namespace, file),
            ModelSource.Of(graph, data, identity.Namespace),
            AssemblyFacts(identity));
        string type = $"{identity.Namespace}.{network}";
        var packed = Packed(compiled, type, weights, entries, owner);
        var (assembly, documentation) = compiled.Emit((ModelSource.Resource(network), packed.Content));
        using (var loaded = new LoadedAssembly(assembly))
            loaded.Create<ImageModel>(type, 1).Dispose();

        byte[] content = PackageFile.Of(identity, genotype, network, assembly, documentation, PackageReadme.Of(graph, data, identity, hash));
        string path = PathOf(output, identity);
        AtomicFile.Write(path, stream => stream.Write(content));
        return new(path, network, hash, identity.Id, identity.Version.ToNormalizedString(), type, packed.Count, content.Length);
    }

    private static PackedWeights Packed(CompiledSource compiled, string type, string weights, IReadOnlyDictionary<string, WeightsEntry> entries, WeightsOwner owner)
    {
        try
        {
            using var file = WeightsFile.Open(weights);
            var used = new UsedWeights(file);
            using (var loaded = new LoadedAssembly(compiled.Emit().Assembly))
                loaded.Create<CompiledClassifier>($"{type}Inference", used).Dispose();
            return PackedWeights.Of(file, entries, used.Names, owner);
        }
        catch (WeightsException e)
        {
            throw new DartsException(e.Message, e);
        }
    }

    private static string AssemblyFacts(PackageIdentity identity)
    {
        var version = identity.Version;
        // Numbers and the words of a checked version: nothing needs to be escaped.
        return FormattableString.Invariant($"""
            [assembly: global::System.Reflection.AssemblyVersion("{Math.Min(version.Major, ushort.MaxValue - 1)}.0.0.0")]
            [assembly: global::System.Reflection.AssemblyInformationalVersion("{version.ToNormalizedString()}")]
            [assembly: global::System.Reflection.AssemblyMetadata("IsTrimmable", "True")]
            [assembly: global::System.Reflection.AssemblyMetadata("IsAotCompatible", "True")]
            [assembly: global::System.Runtime.Versioning.TargetFramework(".NETCoreApp,Version=v10.0", FrameworkDisplayName = ".NET 10.0")]

            """);
    }

    private static string PathOf(string output, PackageIdentity identity)
    {
        bool isFile = Path.GetExtension(output).Equals(Extension, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output);
        if (isFile)
            return output;
        try
        {
            Directory.CreateDirectory(output);
            return Path.Combine(output, $"{identity.Id}.{identity.Version.ToNormalizedString()}{Extension}");
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Writing(output, e);
        }
    }
}
