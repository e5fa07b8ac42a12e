using Darts.Genotypes;
using Darts.Networks;

namespace Darts.Cli.Versions;

/// <summary>The two sides of <c>darts diff</c>, as its words name them.</summary>
internal static class ComparedVersions
{
    /// <summary>Reads both sides.</summary>
    /// <param name="words">Two files or <c>REVISION:PATH</c>s; a revision and a file; or two revisions and a file.</param>
    /// <returns>The difference, and what the user knows the two sides as.</returns>
    /// <exception cref="DartsException">One of them is not to be found, or is no genotype.</exception>
    public static (GenotypeDifference Difference, string Before, string After) Read(IReadOnlyList<string> words)
    {
        var (a, b) = words.Count == 3 ? (AtRevision(words[0], words[2]), AtRevision(words[1], words[2])) : (Find(words[0], words[1]), Find(words[1], words[0]));
        if (a.Reading is null && b.Reading is null)
            throw new DartsException($"There is neither '{a.Label}' nor '{b.Label}'.");
        string[] problems = [.. new[] { a, b }.Where(side => side.IsBroken).SelectMany(side => side.Reading!.Problems.Select(problem => Genotypes.GenotypeFile.Line(side.Label, problem)))];
        if (problems.Length > 0)
            throw new DartsException(string.Join(Environment.NewLine, problems));
        return (GenotypeDifference.Of(a.Genotype, b.Genotype), a.Label, b.Label);
    }

    private static GenotypeVersion Find(string word, string other)
    {
        if (File.Exists(word))
            return GenotypeVersion.OfFile(word);
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && GitRepository.HasRevision(Environment.CurrentDirectory, word[..colon]))
            return AtRevision(word[..colon], word[(colon + 1)..], fromRoot: true);
        if (File.Exists(other) && GitRepository.HasRevision(Folder(other), word))
            return AtRevision(word, other);
        throw new DartsException(File.Exists(other)
            ? $"'{word}' is no file, and no git revision that has '{other}'."
            : $"There is no file '{word}'. To compare two revisions of one file, name it last: darts diff HEAD~1 HEAD FILE.");
    }

    /// <summary>A file as it was; its path counts from the current folder, after <c>REVISION:</c> (as in git) from the repository's root.</summary>
    private static GenotypeVersion AtRevision(string revision, string path, bool fromRoot = false)
    {
        string folder = fromRoot ? Environment.CurrentDirectory : Folder(path);
        if (!GitRepository.HasRevision(folder, revision))
            throw new DartsException($"'{revision}' is no git revision in '{Path.GetFullPath(folder)}'.");
        string name = fromRoot ? path : "./" + Path.GetRelativePath(folder, path).Replace('\\', '/');
        return GenotypeVersion.OfBytes(GitRepository.Blob(folder, revision, name), $"{Short(revision)}:{path}");
    }

    /// <summary>A whole hash as people write it; other names as they are.</summary>
    private static string Short(string revision) => revision.Length is 40 or 64 && revision.All(char.IsAsciiHexDigit) ? revision[..10] : revision;

    /// <summary>The nearest folder of a path that there is: the file and its folder may have been removed.</summary>
    private static string Folder(string path)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetPathRoot(Path.GetFullPath(path))!);
        while (!folder.Exists && folder.Parent is { } parent)
            folder = parent;
        return folder.FullName;
    }
}
