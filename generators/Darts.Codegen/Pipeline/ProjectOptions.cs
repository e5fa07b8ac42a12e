using Microsoft.CodeAnalysis.Diagnostics;

namespace Darts.Codegen;

/// <summary>What the consuming project says through MSBuild (build/Darts.Codegen.props makes these properties visible).</summary>
/// <param name="Namespace">The namespace of the classes; empty for the global one.</param>
/// <param name="ProjectFolder">The folder of the project file.</param>
/// <param name="GenotypeFolder">The folder genotypes are found in; it may lie outside the project's.</param>
/// <param name="IsFused">Whether networks are rewritten by the passes of <see cref="Fusion"/>; else they are plain, one operation for each edge.</param>
/// <param name="Forms">Which classes are made of a network.</param>
public sealed record ProjectOptions(string Namespace, string ProjectFolder, string GenotypeFolder, bool IsFused = true, EmittedForms Forms = EmittedForms.All)
{
    /// <summary>Reads the properties; every one may be absent (an editor without MSBuild).</summary>
    public static ProjectOptions From(AnalyzerConfigOptions options)
    {
        string given = Property(options, "DartsNamespace");
        string name = given.Length > 0 ? given : Property(options, "RootNamespace");
        bool isFused = !string.Equals(Property(options, "DartsFusion"), "off", StringComparison.OrdinalIgnoreCase);
        return new(NamespaceName.From(name), Property(options, "ProjectDir"), Property(options, "DartsGenotypeFolder"), isFused, FormsOf(Property(options, "DartsEmit")));
    }

    /// <summary>build/Darts.Codegen.targets refuses every other value.</summary>
    private static EmittedForms FormsOf(string value) => value.ToUpperInvariant() switch
    {
        "TRAINING" => EmittedForms.Training,
        "INFERENCE" => EmittedForms.Inference,
        _ => EmittedForms.All,
    };

    private static string Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) ? value : "";
}
