using Basic.Reference.Assemblies;
using Darts.Kernels.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Darts.Shipping;

/// <summary>Generated code compiled in this process, against Darts.Kernels and nothing else.</summary>
/// <param name="name">The assembly's name.</param>
/// <param name="sources">Its files.</param>
internal sealed class CompiledSource(string name, params IEnumerable<string> sources)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private readonly CSharpCompilation _compilation = CSharpCompilation.Create(
        name,
        sources.Select(static source => CSharpSyntaxTree.ParseText(source, ParseOptions)),
        [Net100.References.SystemRuntime, MetadataReference.CreateFromFile(typeof(ImageModel).Assembly.Location)],
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Compiles; the same sources and resource give the same bytes.</summary>
    /// <param name="resource">A resource of the assembly and its content, if it has one.</param>
    /// <exception cref="InvalidOperationException">The code is not valid: a fault of the generator.</exception>
    public (byte[] Assembly, byte[] Documentation) Emit((string Name, byte[] Content)? resource = null)
    {
        using MemoryStream assembly = new(), documentation = new();
        ResourceDescription[] resources = resource is { } one ? [new(one.Name, () => new MemoryStream(one.Content, writable: false), isPublic: true)] : [];
        var result = _compilation.Emit(
            assembly, xmlDocumentationStream: documentation, manifestResources: resources, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        return result.Success
            ? (assembly.ToArray(), documentation.ToArray())
            : throw new InvalidOperationException($"The generated code of {name} does not compile: {result.Diagnostics.First(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");
    }
}
