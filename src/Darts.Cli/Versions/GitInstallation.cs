using Darts.Genotypes;

namespace Darts.Cli.Versions;

/// <summary>What makes git use the tool for genotypes: two sections of the repository's configuration and a line of its attributes.</summary>
/// <remarks><c>git diff</c> calls the command; <c>git log -p</c> and <c>git show</c> never call commands, they compare what textconv prints. git starts every entry through
/// a shell, in the root of the working tree.</remarks>
internal static class GitInstallation
{
    private const string DiffSection = "diff.genotype";
    private const string MergeSection = "merge.genotype";

    /// <summary>The line of <c>.gitattributes</c>. In a clone where nothing is installed it means git's usual diff and merge.</summary>
    public const string AttributeLine = "*" + Genotypes.GenotypeFile.Extension + " diff=genotype merge=genotype";

    /// <summary>Installs, or brings up to date.</summary>
    /// <param name="root">The root of the working tree.</param>
    /// <returns>The attributes file, and whether it was changed.</returns>
    public static (string File, bool Changed) Install(string root)
    {
        string tool = OwnCommand.Line();
        string file = AttributesFile(root);
        // First, as it may fail, and means nothing without the rest.
        bool changed = GitAttributes.Add(file, AttributeLine);
        GitRepository.Set(root, $"{DiffSection}.command", $"{tool} git diff-driver");
        GitRepository.Set(root, $"{DiffSection}.textconv", $"{tool} git text");
        GitRepository.Set(root, $"{DiffSection}.xfuncname", GenotypeText.SectionPattern);
        GitRepository.Set(root, $"{MergeSection}.name", "genotypes, node by node");
        GitRepository.Set(root, $"{MergeSection}.driver", $"{tool} git merge-driver %O %A %B %L %P");
        return (file, changed);
    }

    /// <summary>Takes back everything that <see cref="Install"/> does, and nothing else.</summary>
    /// <param name="root">The root of the working tree.</param>
    /// <returns>The attributes file, and whether anything was there to take back.</returns>
    public static (string File, bool Changed) Uninstall(string root)
    {
        bool diff = GitRepository.RemoveSection(root, DiffSection), merge = GitRepository.RemoveSection(root, MergeSection);
        string file = AttributesFile(root);
        return (file, GitAttributes.Remove(file, AttributeLine) || diff || merge);
    }

    private static string AttributesFile(string root) => Path.Combine(root, ".gitattributes");
}
