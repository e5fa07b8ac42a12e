using Microsoft.CodeAnalysis.Diagnostics;

namespace Darts.Codegen;

/// <summary>What the consuming project says through MSBuild (build/Darts.Codegen.props makes these properties visible).</summary>
/// <param name="Namespace">The namespace of the classes; empty for the global one.</param>
/// <param name="ProjectFolder">The folder of the project file.</param>
/// <param name="GenotypeFolder">The folder genotypes are found in; it may lie outside the project's.</param>
public sealed record ProjectOptions(string Namespace, string ProjectFolder, string GenotypeFolder)
{
    /// <summary>Reads the properties; every one may be absent (an editor without MSBuild).</summary>
    public static ProjectOptions From(AnalyzerConfigOptions options)
    {
        string given = Property(options, "DartsNamespace");
        string name = given.Length > 0 ? given : Property(options, "RootNamespace");
        return new(NamespaceName.From(name), Property(options, "ProjectDir"), Property(options, "DartsGenotypeFolder"));
    }

    private static string Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) ? value : "";
}
