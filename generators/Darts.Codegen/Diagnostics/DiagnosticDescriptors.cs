using Microsoft.CodeAnalysis;

namespace Darts.Codegen;

/// <summary>The rules of the genotype language, as Roslyn knows diagnostics. The table itself is <see cref="GenotypeRules"/>.</summary>
public static class DiagnosticDescriptors
{
    private const string Category = "Darts.Genotypes";

    private static readonly Dictionary<string, DiagnosticDescriptor> ById =
        GenotypeRules.All.ToDictionary(static rule => rule.Id, Describe, StringComparer.Ordinal);

    /// <summary>The descriptor of a rule.</summary>
    public static DiagnosticDescriptor Of(GenotypeRule rule) => ById[rule.Id];

    // The message is complete already: the reader formats it, because it is shown outside of compilers too.
    private static DiagnosticDescriptor Describe(GenotypeRule rule) => new(
        rule.Id, rule.Title, messageFormat: "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
