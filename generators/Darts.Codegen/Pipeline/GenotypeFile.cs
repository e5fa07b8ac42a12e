namespace Darts.Codegen;

/// <summary>
/// What one genotype file compiles to. This is the cache boundary: an equal value means that nothing is emitted again. It therefore holds
/// no position, no text and nothing of Roslyn's; whatever is added to it must compare by value.
/// </summary>
/// <param name="Path">The file, as the compiler names it.</param>
/// <param name="DisplayPath">The file as generated code names it; the same on every machine.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Namespace">The namespace of the classes.</param>
/// <param name="IsFused">Whether the passes rewrite its networks.</param>
/// <param name="Forms">Which classes are made of a network.</param>
/// <param name="Genotype">The architecture, with the networks to compile; null if there is none or it is broken.</param>
/// <param name="Stubs">Classes that stand in for networks of a broken file.</param>
public sealed record GenotypeFile(
    string Path, string DisplayPath, string HintName, string Namespace, bool IsFused, EmittedForms Forms, Genotype? Genotype, EquatableArray<string> Stubs)
{
    private const string Extension = ".genotype.json";

    /// <summary>Whether a file of the project is a genotype.</summary>
    public static bool IsGenotype(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>This file without the classes that another one defines.</summary>
    public GenotypeFile Without(EquatableArray<ClassClash> clashes)
    {
        HashSet<string> lost = [.. clashes.Where(clash => clash.Loser == Path).Select(static clash => clash.Class)];
        if (lost.Count == 0)
            return this;
        return this with
        {
            Genotype = Genotype is null ? null : Genotype with { Networks = Genotype.Networks.Where(network => !lost.Contains(network.Name)).ToEquatableArray() },
            Stubs = Stubs.Where(name => !lost.Contains(name)).ToEquatableArray(),
        };
    }
}
