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

/// <summary>Every published recurrent genotype and many random ones, each compiled plain, fused and for inference alone in one compilation.</summary>
public sealed class FusedLanguageModels : IDisposable
{
    private const int RandomGenotypes = 100;

    private readonly AssemblyLoadContext _context = new(nameof(FusedLanguageModels), isCollectible: true);
    private readonly System.Reflection.Assembly _assembly;

    public FusedLanguageModels()
    {
        // The models are tiny: threads would wait for each other.
        TorchSharp.torch.set_num_threads(1);
        SyntaxTree[] trees = [.. Genotypes().SelectMany(genotype => new[] { Compile(genotype, fused: false), Compile(genotype, fused: true), CompileInference(genotype) })];
        using var stream = new MemoryStream();
        var result = Compilations.Create(nameof(FusedLanguageModels), trees).Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(10)));
        stream.Position = 0;
        _assembly = _context.LoadFromStream(stream);
    }

    /// <summary>The class names of all models.</summary>
    public static IEnumerable<string> Names => Genotypes().Select(genotype => genotype.Networks[0].Name);

    public LanguageModel Make(string name, string form) => (LanguageModel)Activator.CreateInstance(_assembly.GetType($"{form}.{name}", throwOnError: true)!)!;

    /// <summary>The class for inference without a tensor library, as it is generated.</summary>
    public CompiledReader MakeReader(string name, IWeights weights) =>
        (CompiledReader)Activator.CreateInstance(_assembly.GetType($"Fused.{name}Inference", throwOnError: true)!, weights)!;

    public void Dispose() => _context.Unload();

    private static SyntaxTree Compile(RecurrentGenotype genotype, bool fused)
    {
        var file = new GenotypeFile("x", "x", "x.g.cs", fused ? "Fused" : "Plain", fused, EmittedForms.Training, genotype, []);
        return CSharpSyntaxTree.ParseText(FileEmitter.Text(file)!, Compilations.ParseOptions, path: $"{file.Namespace}.{genotype.Networks[0].Name}.cs");
    }

    private static SyntaxTree CompileInference(RecurrentGenotype genotype)
    {
        var file = new GenotypeFile("x", "x", "x.g.cs", "Fused", IsFused: true, EmittedForms.Inference, genotype, []);
        return CSharpSyntaxTree.ParseText(InferenceFileEmitter.Text(file)!, Compilations.ParseOptions, path: $"Inference.{genotype.Networks[0].Name}.cs");
    }

    private static IEnumerable<RecurrentGenotype> Genotypes([CallerFilePath] string here = "")
    {
        var random = new Random(21);
        for (int i = 0; i < RandomGenotypes; i++)
            yield return new("Random", RandomGenotype.Cell(random, 1, Operations.Recurrent), [Small(random, FormattableString.Invariant($"Random{i}"))], Provenance.Unknown);
        string folder = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "genotypes");
        foreach (string file in Directory.EnumerateFiles(folder, "*.genotype.json").Order(StringComparer.Ordinal))
        {
            if (GenotypeReader.Read(File.ReadAllText(file)).Genotype is RecurrentGenotype genotype)
                yield return genotype with { Networks = [Small(random, "Published" + genotype.Name)] };
        }
    }

    /// <summary>A small model: of fewer columns than a kernel's panel and of some more, and now and then with another width of embeddings.</summary>
    private static LanguageNetworkSpec Small(Random random, string name)
    {
        int hidden = Width(), embedding = random.Next(4) == 0 ? Width() : hidden;
        return new(name, embedding, hidden, Vocabulary: random.Next(3) == 0 ? 77 : 13);

        int Width() => random.Next(3) switch { 0 => 13, 1 => 37, _ => random.Next(3, 9) };
    }
}
