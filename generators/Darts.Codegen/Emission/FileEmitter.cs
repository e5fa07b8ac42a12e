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
    public static string? Text(GenotypeFile file)
    {
        string hash = file.Genotype is null ? "" : ArchitectureHash(file.Genotype);
        IEnumerable<string> networks = file.Genotype is { } genotype
            ? genotype.Networks.OfType<ImageNetworkSpec>().Select(network => NetworkEmitter.Emit(Lowering.Lower(genotype, network), hash))
            : file.Stubs.Select(name => StubEmitter.Emit(name, file.DisplayPath));
        string[] classes = [.. networks];
        return classes.Length == 0 ? null : TemplateRenderer.Render("file", new FileModel(Version, file.DisplayPath, hash, file.Namespace, classes));
    }

    /// <summary>Identifies what is computed: the cells, whatever networks and provenance stand beside them and however the file is laid out.</summary>
    private static string ArchitectureHash(ConvolutionalGenotype genotype) =>
        FilePaths.Hash(GenotypeWriter.Write(genotype with { Networks = [], Provenance = Provenance.Unknown, Schema = null }));

    private sealed record FileModel(string Version, string Path, string Hash, string Namespace, string[] Classes);
}
