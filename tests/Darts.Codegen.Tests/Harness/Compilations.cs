using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Darts.Codegen.Tests.Harness;

/// <summary>Compiling in memory, against what this test project itself runs on.</summary>
internal static class Compilations
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Darts.Codegen", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static Compilation Create(string name, params SyntaxTree[] trees) => CSharpCompilation.Create(
        name, trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Everything the compiler has to say, hidden remarks apart.</summary>
    public static IReadOnlyList<string> Complaints(this Compilation compilation) =>
        [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).Select(diagnostic => diagnostic.ToString())];

    /// <summary>Loads the compilation, hands a type of it to <paramref name="use"/> and unloads.</summary>
    public static void Load(this Compilation compilation, string type, Action<Type> use)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        var context = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true);
        try
        {
            use(context.LoadFromStream(stream).GetType(type, throwOnError: true)!);
        }
        finally
        {
            context.Unload();
        }
    }
}
