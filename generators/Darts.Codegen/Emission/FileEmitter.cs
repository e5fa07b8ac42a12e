using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Darts.Codegen;

/// <summary>Writes the code of one genotype file: lower, then print.</summary>
public static class FileEmitter
{
    /// <summary>The generator's version, as generated files name it.</summary>
    private static readonly string Version = typeof(FileEmitter).Assembly.GetName().Version.ToString(3);

    /// <summary>Adds the file's code; nothing if it defines no class.</summary>
    public static void Emit(SourceProductionContext output, GenotypeFile file)
    {
        if (Text(file) is { } text)
            output.AddSource(file.HintName, SourceText.From(text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
    }

    /// <summary>The file's code; null if it defines no class.</summary>
    public static string? Text(GenotypeFile file) => Text(file, file.IsFused ? Fusion.Training : []);

    /// <summary>The file's code, rewritten by these passes.</summary>
    public static string? Text(GenotypeFile file, IReadOnlyList<FusionPass> passes)
    {
        if (!file.Forms.HasFlag(EmittedForms.Training) && file.Genotype is not null)
            return null;
        string hash = file.Genotype is null ? "" : ArchitectureHash.Of(file.Genotype);
        string[] classes = file.Genotype is { } genotype ? [.. Classes(genotype, file.IsFused, passes, hash)] : [.. file.Stubs.Select(name => StubEmitter.Emit(name, file.DisplayPath))];
        return classes.Length == 0 ? null : TemplateRenderer.Render("file", new FileModel(Version, file.DisplayPath, hash, file.Namespace, classes));
    }

    private static IEnumerable<string> Classes(Genotype genotype, bool isFused, IReadOnlyList<FusionPass> passes, string hash) => genotype switch
    {
        ConvolutionalGenotype convolutional => Classes(convolutional, passes, hash),
        RecurrentGenotype recurrent => Classes(recurrent, isFused, hash),
        _ => [],
    };

    private static IEnumerable<string> Classes(RecurrentGenotype genotype, bool isFused, string hash)
    {
        LanguageNetworkSpec[] networks = [.. genotype.Networks.OfType<LanguageNetworkSpec>()];
        foreach (LanguageNetworkSpec network in networks)
            yield return RecurrentEmitter.EmitModel(genotype, network, hash);
        if (networks.Length > 0)
            yield return RecurrentEmitter.EmitCell(genotype.Recurrent, isFused, RecurrentFusion.Passes);
    }

    private static IEnumerable<string> Classes(ConvolutionalGenotype genotype, IReadOnlyList<FusionPass> passes, string hash)
    {
        NetworkProgram[] networks =
            [.. genotype.Networks.OfType<ImageNetworkSpec>().Select(network => NetworkProgram.Plain(Lowering.Lower(genotype, network)).After(passes))];
        foreach (NetworkProgram network in networks)
            yield return NetworkEmitter.Emit(network, hash);

        // All networks of a genotype are made of the same two kinds of cell.
        foreach (CellKind kind in networks.SelectMany(static network => network.Graph.Cells).Select(static cell => cell.Kind).Distinct().OrderBy(static kind => kind))
            yield return CellEmitter.Emit(networks[0].CellOf(kind), networks[0].After(Fusion.Inference).CellOf(kind));
    }

    private sealed record FileModel(string Version, string Path, string Hash, string Namespace, string[] Classes);
}
