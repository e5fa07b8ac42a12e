using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Darts.Codegen;

/// <summary>Writes the classes for inference of one genotype file: plan, then print.</summary>
public static class InferenceFileEmitter
{
    /// <summary>What their names end with.</summary>
    public const string Suffix = "Inference";

    private static readonly string Version = typeof(InferenceFileEmitter).Assembly.GetName().Version.ToString(3);

    /// <summary>Adds the file's code; nothing if it defines no class.</summary>
    public static void Emit(SourceProductionContext output, GenotypeFile file)
    {
        if (Text(file) is { } text)
            output.AddSource(HintOf(file.HintName), SourceText.From(text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
    }

    /// <summary>The file's code; null if it defines no class.</summary>
    public static string? Text(GenotypeFile file)
    {
        if (!file.Forms.HasFlag(EmittedForms.Inference) || file.Genotype is not ConvolutionalGenotype genotype)
            return null;
        string hash = ArchitectureHash.Of(genotype);
        string[] classes =
        [
            .. genotype.Networks.OfType<ImageNetworkSpec>().Select(network => InferenceEmitter.Emit(NetworkPlanner.Plan(Lowering.Lower(genotype, network)), hash)),
        ];
        return classes.Length == 0 ? null : TemplateRenderer.Render("inference-file", new FileModel(Version, file.DisplayPath, hash, file.Namespace, classes));
    }

    private static string HintOf(string hint) => hint.EndsWith(".g.cs", StringComparison.Ordinal) ? hint.Substring(0, hint.Length - 5) + ".Inference.g.cs" : hint + ".Inference";

    private sealed record FileModel(string Version, string Path, string Hash, string Namespace, string[] Classes);
}
