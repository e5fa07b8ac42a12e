using System.IO.Enumeration;
using Darts.Networks;

namespace Darts.Cli.Genotypes;

/// <summary>The files that a command over many genotypes works on.</summary>
internal static class GenotypeFiles
{
    /// <summary>Folders of build outputs and packages, which hold copies of genotypes.</summary>
    private static readonly string[] Outputs = ["bin", "obj", "artifacts", "node_modules"];

    /// <summary>The files as they are, and every <c>*.genotype.json</c> below the folders; hidden folders, build outputs and links to folders are passed over.</summary>
    /// <param name="paths">Files and folders; the current folder if there are none.</param>
    /// <returns>Paths as a user would write them, each once; at least one.</returns>
    /// <exception cref="DartsException">A path does not exist, or there is no genotype in any of them.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths)
    {
        var files = new List<string>();
        foreach (string path in paths.Count == 0 ? ["."] : paths)
        {
            if (Directory.Exists(path))
                files.AddRange(Below(path).Order(StringComparer.Ordinal));
            else if (File.Exists(path))
                files.Add(path);
            else
                throw new DartsException($"There is no file or folder '{path}'.");
        }
        string where = paths.Count == 0 ? Environment.CurrentDirectory : string.Join("', '", paths);
        return files.Count > 0 ? [.. files.DistinctBy(Path.GetFullPath)] : throw new DartsException($"There is no *{GenotypeFile.Extension} in '{where}'.");
    }

    private static IEnumerable<string> Below(string folder) => new FileSystemEnumerable<string>(
        folder,
        (ref entry) => Path.GetRelativePath(".", entry.ToSpecifiedFullPath()),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0 })
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.FileName.EndsWith(GenotypeFile.Extension, StringComparison.OrdinalIgnoreCase),
        ShouldRecursePredicate = (ref entry) => entry.FileName is not ['.', ..] && !Outputs.Contains(entry.FileName.ToString()) && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
    };
}
