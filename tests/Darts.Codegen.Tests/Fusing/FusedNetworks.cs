using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Darts.Codegen.Tests.Harness;
using Darts.Genotypes;
using Darts.Genotypes.Tests;
using Darts.Kernels.Inference;
using Darts.Networks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Darts.Codegen.Tests.Fusing;

/// <summary>
/// Every published genotype and many random ones, each compiled three times in one compilation: plain, with all passes, and with a random choice of them.
/// </summary>
public sealed class FusedNetworks : IDisposable
{
    private const int RandomGenotypes = 200;
    private static readonly string[] Forms = ["Plain", "Fused", "Some"];

    private readonly AssemblyLoadContext _context = new(nameof(FusedNetworks), isCollectible: true);
    private readonly System.Reflection.Assembly _assembly;

    public FusedNetworks()
    {
        // The networks are tiny: threads would wait for each other.
        TorchSharp.torch.set_num_threads(1);
        var trees = Genotypes().SelectMany(genotype => Forms.Select(form => Compile(genotype, form)).Append(CompileInference(genotype))).ToArray();
        Compilation compilation = Compilations.Create(nameof(FusedNetworks), trees);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(10)));
        stream.Position = 0;
        _assembly = _context.LoadFromStream(stream);
    }

    /// <summary>The class names of all networks.</summary>
    public static IEnumerable<string> Names => Genotypes().Select(genotype => genotype.Networks[0].Name);

    /// <summary>The passes of one network's random choice.</summary>
    public static IReadOnlyList<FusionPass> SomePasses(string name)
    {
        var random = new Random(Seed(name));
        return [.. Fusion.Training.Where(_ => random.Next(2) == 0)];
    }

    public ImageClassifier Make(string name, string form) => (ImageClassifier)Activator.CreateInstance(_assembly.GetType($"{form}.{name}", throwOnError: true)!)!;

    public void Dispose() => _context.Unload();

    // The hash of a string differs from run to run.
    private static int Seed(string name) => name.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter));

    /// <summary>The class for inference without a tensor library, as it is generated.</summary>
    public CompiledClassifier MakeCompiled(string name, IWeights weights) =>
        (CompiledClassifier)Activator.CreateInstance(_assembly.GetType($"Fused.{name}Inference", throwOnError: true)!, weights)!;

    private static SyntaxTree CompileInference(ConvolutionalGenotype genotype)
    {
        var file = new GenotypeFile("x", "x", "x.g.cs", "Fused", IsFused: true, EmittedForms.Inference, genotype, []);
        return CSharpSyntaxTree.ParseText(InferenceFileEmitter.Text(file)!, Compilations.ParseOptions, path: $"Inference.{genotype.Networks[0].Name}.cs");
    }

    private static SyntaxTree Compile(ConvolutionalGenotype genotype, string form)
    {
        var file = new GenotypeFile("x", "x", "x.g.cs", form, IsFused: true, EmittedForms.Training, genotype, []);
        IReadOnlyList<FusionPass> passes = form switch { "Plain" => [], "Fused" => Fusion.Training, _ => SomePasses(genotype.Networks[0].Name) };
        return CSharpSyntaxTree.ParseText(FileEmitter.Text(file, passes)!, Compilations.ParseOptions, path: $"{form}.{genotype.Networks[0].Name}.cs");
    }

    private static IEnumerable<ConvolutionalGenotype> Genotypes([CallerFilePath] string here = "")
    {
        var random = new Random(20);
        for (int i = 0; i < RandomGenotypes; i++)
        {
            var cells = (RandomGenotype.Cell(random, 2, Operations.Convolutional), RandomGenotype.Cell(random, 2, Operations.Convolutional));
            yield return new("Random", cells.Item1, cells.Item2, [Small(random, "Random" + i.ToString(CultureInfo.InvariantCulture))], Provenance.Unknown);
        }

        string folder = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "genotypes");
        foreach (string file in Directory.EnumerateFiles(folder, "*.genotype.json").Order(StringComparer.Ordinal))
        {
            if (GenotypeReader.Read(File.ReadAllText(file)).Genotype is ConvolutionalGenotype genotype)
                yield return genotype with { Networks = [Small(random, "Published" + genotype.Name)] };
        }
    }

    /// <summary>A small network of either macro, of even and odd sizes.</summary>
    private static ImageNetworkSpec Small(Random random, string name)
    {
        var macro = random.Next(4) == 0 ? ImageMacro.ImageNet : ImageMacro.Cifar;
        int side = macro == ImageMacro.Cifar ? random.Next(9, 15) : random.Next(65, 90);
        return new(name, macro, Channels: 4, Layers: random.Next(2, 4), Classes: 5, new(2, side, side + random.Next(3)), Auxiliary: random.Next(2) == 0);
    }
}
