extern alias compiler;

using Darts.Codegen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using GenotypeGenerator = compiler::Darts.Codegen.GenotypeGenerator;

namespace Darts.Benchmarks.Peers;

/// <summary>The generator itself, warm, on a genotype with networks of 20 and 14 layers: with all passes against none.</summary>
internal static class GeneratorPeers
{
    // One run takes a few milliseconds.
    private const int RunsPerRound = 20;

    /// <summary>Measures.</summary>
    /// <param name="options">How; the device does not matter.</param>
    public static IEnumerable<PeerResult> Run(PeerOptions options)
    {
        string genotype = File.ReadAllText(DartsV2.Path);
        double[] times = Interleaved.Medians(options.Rounds, () => Generate(genotype, "on"), () => Generate(genotype, "off"));
        yield return PeerResult.Of("generator, a file of 20 and 14 layers", "fusion off", times[0] / RunsPerRound, times[1] / RunsPerRound, multiplyAdds: 0, limit: 0);
    }

    /// <summary>Runs the generator on edits of one file, as an editor does.</summary>
    private static void Generate(string genotype, string fusion)
    {
        const string Name = "edited.genotype.json";
        Compilation compilation = CSharpCompilation.Create("Consumer");
        var options = new TestOptionsProvider(new Dictionary<string, string> { ["RootNamespace"] = "Consumer", ["DartsFusion"] = fusion });
        AdditionalText text = new InMemoryAdditionalText(Name, genotype);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new GenotypeGenerator().AsSourceGenerator()], [text], optionsProvider: options);
        for (int run = 0; run < RunsPerRound; run++)
        {
            // Another name of the architecture: nothing of the run before can be taken over.
            var edited = new InMemoryAdditionalText(Name, genotype.Replace("\"DartsV2\"", $"\"DartsV2Edit{run}\"", StringComparison.Ordinal));
            driver = driver.ReplaceAdditionalText(text, edited).RunGenerators(compilation);
            text = edited;
            // A file for each form: training and inference.
            var sources = driver.GetRunResult().GeneratedTrees;
            if (sources.IsEmpty || !sources.All(source => source.ToString().Contains($"DartsV2Edit{run}", StringComparison.Ordinal)))
                throw new InvalidOperationException("The generator did not compile the edited genotype.");
        }
    }
}
