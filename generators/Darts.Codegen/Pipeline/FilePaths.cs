using System.Globalization;

namespace Darts.Codegen;

/// <summary>How generated code and generated files are named after genotype files. Nothing here depends on the machine's folders.</summary>
public static class FilePaths
{
    /// <summary>The path relative to the project, or below the genotype folder where that lies elsewhere: <c>genotypes/darts-v2.genotype.json</c>.</summary>
    public static string Display(string path, ProjectOptions project)
    {
        string file = Normal(path), genotypes = Folder(project.GenotypeFolder);
        string shown = Below(Folder(project.ProjectFolder), file)
            ?? (Below(genotypes, file) is { } inside ? Last(genotypes.TrimEnd('/')) + "/" + inside : Last(file));
        return new([.. shown.Select(static c => IsPrintable(c) ? c : '?')]);
    }

    /// <summary>
    /// The generated file's name: <c>genotypes/darts-v2.genotype.g.cs</c>. Two files never get the same, for then Roslyn would drop all the
    /// generator's output. It compares without case and takes few characters: any path that is not plain gets a hash of itself.
    /// </summary>
    public static string Hint(string path, ProjectOptions project)
    {
        string relative = Relative(Folder(project.ProjectFolder), Normal(path));
        string name = relative.Substring(0, relative.Length - ".json".Length);
        bool plain = name.All(static c => IsPlain(c) || c == '/') && name.Split('/').All(static part => part.Length > 0 && part[0] != '.');
        return plain
            ? name + ".g.cs"
            : new string([.. Last(name).Select(static c => IsPlain(char.ToLowerInvariant(c)) ? c : '-')]) + "_" + ArchitectureHash.OfText(relative) + ".g.cs";
    }

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.';

    /// <summary>A path may hold line breaks, and the path is shown in comments.</summary>
    private static bool IsPrintable(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private static string Normal(string path) => path.Replace('\\', '/');

    private static string Folder(string path) => path.Length == 0 ? "" : Normal(path).TrimEnd('/') + "/";

    private static string? Below(string folder, string file) =>
        folder.Length > 0 && file.StartsWith(folder, StringComparison.Ordinal) ? file.Substring(folder.Length) : null;

    private static string Relative(string folder, string file)
    {
        if (folder.Length == 0)
            return file;
        string[] from = folder.TrimEnd('/').Split('/'), to = file.Split('/');
        int shared = from.Zip(to, static (left, right) => left == right).TakeWhile(static same => same).Count();
        return string.Join("/", Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)));
    }

    private static string Last(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
