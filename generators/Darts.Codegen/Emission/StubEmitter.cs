using Microsoft.CodeAnalysis.CSharp;

namespace Darts.Codegen;

/// <summary>Writes a class for each network of a broken genotype, so that its users see one error about the genotype and not many about missing types.</summary>
internal static class StubEmitter
{
    public static string Emit(string name, string path) =>
        TemplateRenderer.Render("stub", new StubModel(name, SymbolDisplay.FormatLiteral($"'{path}' has errors.", quote: true)));

    private sealed record StubModel(string Name, string Message);
}
