using System.Globalization;
using System.Runtime.Loader;
using System.Text.Json;
using Darts.Codegen.Tests.Harness;
using Darts.Genotypes;
using Darts.Kernels.Models;
using Darts.Networks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Darts.Codegen.Tests.Fusing;

/// <summary>The page about language models shows programs that compile and run.</summary>
[Collection(TorchTests.Name)]
public sealed class LanguageExampleTests
{
    private const string Begin = "```csharp\n", Name = "Penn";

    private static readonly string[] Words = [WordList.EndOfLine, "the", "company", "said", "it", "would"];

    [Fact]
    public void The_example_without_libtorch_foretells_five_words()
    {
        string[] lines = Run("## Without libtorch", "using Darts.Kernels.Inference;\nusing Darts.Kernels.Models;\nusing Darts.Kernels.Weights;\n", "");
        Assert.Equal(5, lines.Length);
        Assert.All(lines, static line => Assert.Contains(line.Split(' ')[0], Words));
    }

    [Fact]
    public void The_example_with_a_trained_class_scores_a_text_and_makes_another_up()
    {
        string[] lines = Run("## Using a model", "using Darts.Networks;\nusing Darts.Training;\n", "Console.WriteLine(score.Perplexity > 1);\nConsole.WriteLine(text);\n");
        Assert.Equal("True", lines[0]);
        Assert.All(lines[1..].SelectMany(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), static word => Assert.Contains(word, Words));
    }

    /// <summary>Runs the example of a section.</summary>
    /// <param name="section">Its heading.</param>
    /// <param name="usings">What it leaves out.</param>
    /// <param name="end">What to do after it.</param>
    /// <returns>What it writes, by lines.</returns>
    private static string[] Run(string section, string usings, string end)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        var context = new AssemblyLoadContext(nameof(LanguageExampleTests), isCollectible: true);
        try
        {
            System.Reflection.Assembly assembly = Load(context, path, usings + Example(section) + end);
            using (var model = (LanguageModel)Activator.CreateInstance(assembly.GetType(Name, throwOnError: true)!)!)
                NetworkWeights.Save(model, path, new Dictionary<string, string> { ["words"] = JsonSerializer.Serialize(Words) });
            using var written = new StringWriter(CultureInfo.InvariantCulture);
            TextWriter before = Console.Out;
            Console.SetOut(written);
            try
            {
                assembly.EntryPoint!.Invoke(null, assembly.EntryPoint.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
            }
            finally
            {
                Console.SetOut(before);
            }
            return written.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        }
        finally
        {
            context.Unload();
            File.Delete(path);
        }
    }

    /// <summary>The example as a program, beside the model's classes.</summary>
    private static System.Reflection.Assembly Load(AssemblyLoadContext context, string weights, string example)
    {
        var genotype = new RecurrentGenotype("Penn", new([new(1, 0, Operations.Recurrent[1])], [1]), [new LanguageNetworkSpec(Name, 12, 12, Words.Length)], Provenance.Unknown);
        var file = new GenotypeFile("x", "x", "x.g.cs", "", IsFused: true, EmittedForms.All, genotype, []);
        string program = "using System;\nusing System.Linq;\n"
            + example.Replace("\"weights.safetensors\"", SymbolDisplay.FormatLiteral(weights, quote: true), StringComparison.Ordinal);
        SyntaxTree[] trees = [.. new[] { FileEmitter.Text(file)!, InferenceFileEmitter.Text(file)!, program }.Select(static (text, index) => CSharpSyntaxTree.ParseText(text, Compilations.ParseOptions, path: $"{index}.cs"))];
        Compilation compilation = Compilations.Create("Example", trees);
        using var stream = new MemoryStream();
        var result = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)).Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(10)));
        stream.Position = 0;
        return context.LoadFromStream(stream);
    }

    private static string Example(string heading)
    {
        string page = File.ReadAllText(Path.Combine(Clone.Root, "docs", "language-models.md")).ReplaceLineEndings("\n");
        string section = page[page.IndexOf(heading, StringComparison.Ordinal)..];
        int start = section.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return section[start..section.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
