using System.Text;
using Darts.Networks;

namespace Darts.Cli.Versions;

/// <summary>What is asked of a git repository.</summary>
internal static class GitRepository
{
    /// <summary>The root of the working tree.</summary>
    /// <param name="folder">A folder inside it.</param>
    /// <exception cref="DartsException">It is in no working tree.</exception>
    public static string Root(string folder)
    {
        var (code, output, _) = Git.Run(folder, "rev-parse", "--show-toplevel");
        return code == 0 ? Text(output) : throw new DartsException($"'{Path.GetFullPath(folder)}' is in no git repository; 'git init' makes one.");
    }

    /// <summary>Whether there is a commit or tree of that name.</summary>
    public static bool HasRevision(string folder, string revision) =>
        !revision.StartsWith('-') && Git.Run(folder, "rev-parse", "--verify", "--quiet", $"{revision}^{{tree}}").Code == 0;

    /// <summary>A file's content in a revision; null if it is not there.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="revision">An existing revision.</param>
    /// <param name="path">The path, from the repository's root or from <paramref name="folder"/> if it starts with <c>./</c>.</param>
    public static byte[]? Blob(string folder, string revision, string path)
    {
        var (code, output, _) = Git.Run(folder, "cat-file", "blob", $"{revision}:{path}");
        return code == 0 ? output : null;
    }

    /// <summary>Sets an entry of the repository's own configuration.</summary>
    public static void Set(string folder, string key, string value)
    {
        var (code, _, error) = Git.Run(folder, "config", "--local", key, value);
        if (code != 0)
            throw new DartsException($"git cannot set {key}: {error}");
    }

    /// <summary>Removes a section of the repository's own configuration; nothing if there is none.</summary>
    public static bool RemoveSection(string folder, string section) => Git.Run(folder, "config", "--local", "--remove-section", section).Code == 0;

    /// <summary>Whether git would colour a diff that it writes to a terminal.</summary>
    public static bool WantsColour(string folder)
    {
        var (code, output, _) = Git.Run(folder, "config", "--get-colorbool", "color.diff", "true");
        return code == 0 && Text(output) == "true";
    }

    private static string Text(byte[] output) => Encoding.UTF8.GetString(output).TrimEnd('\r', '\n');
}
