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
        if (!file.Forms.HasFlag(EmittedForms.Inference) || file.Genotype is not { } genotype)
            return null;
        string hash = ArchitectureHash.Of(genotype);
        string[] classes = [.. genotype.Networks.Select(network => Class(genotype, network, hash))];
        return classes.Length == 0 ? null : TemplateRenderer.Render("inference-file", new FileModel(Version, file.DisplayPath, hash, file.Namespace, classes));
    }

    private static string Class(Genotype genotype, NetworkSpec network, string hash) => (genotype, network) switch
    {
        (ConvolutionalGenotype convolutional, ImageNetworkSpec image) => InferenceEmitter.Emit(NetworkPlanner.Plan(Lowering.Lower(convolutional, image)), hash),
        (RecurrentGenotype recurrent, LanguageNetworkSpec language) => ReaderEmitter.Emit(recurrent, language, hash),
        _ => throw new InvalidOperationException($"{network.Name} is no network of {genotype.Name}'s kind."),
    };

    private static string HintOf(string hint) => hint.EndsWith(".g.cs", StringComparison.Ordinal) ? hint.Substring(0, hint.Length - 5) + ".Inference.g.cs" : hint + ".Inference";

    private sealed record FileModel(string Version, string Path, string Hash, string Namespace, string[] Classes);
}
