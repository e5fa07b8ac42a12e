using System.CommandLine;
using System.Globalization;
using System.Text;
using Darts.Cli.Terminal;
using Darts.Cli.Versions;
using Darts.Genotypes;
using Darts.Networks;
using Spectre.Console;

namespace Darts.Cli.Commands;

/// <summary><c>darts git merge-driver ORIGIN OURS THEIRS MARKER-SIZE PATH</c>: git's merge driver. Leaves the result in OURS; ends with 1 if there are conflicts.</summary>
internal sealed class GitMergeDriverCommand() : GitDriverCommand("merge-driver", "Merges two versions of a genotype for git.")
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        if (Words(parsed) is not [var origin, var ours, var theirs, var size, var name] || !int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int markerSize))
            throw new DartsException("git calls this with %O %A %B %L %P; run 'darts git install' again.");
        string path = Shown(name);
        byte[] originBytes = Genotypes.GenotypeFile.Bytes(origin);
        // Where both sides added the file git gives an empty origin.
        var versions = (
            Origin: GenotypeVersion.OfBytes(originBytes.Length == 0 ? null : originBytes, path),
            Ours: GenotypeVersion.OfFile(ours, path),
            Theirs: GenotypeVersion.OfFile(theirs, path));
        context.HasFound = versions.Origin.IsBroken || versions.Ours.Genotype is null || versions.Theirs.Genotype is null
            ? MergeAsText(origin, ours, theirs, markerSize, versions.Origin, versions.Ours, versions.Theirs)
            : Merge(ours, markerSize, path, GenotypeMerge.Of(versions.Origin.Genotype, versions.Ours.Genotype, versions.Theirs.Genotype));
        return Task.CompletedTask;
    }

    private static bool Merge(string ours, int markerSize, string path, GenotypeMerge merge)
    {
        string text = GenotypeWriter.Write(merge.Ours);
        if (merge.Conflicts.Count > 0)
            text = ConflictText.Write(text, GenotypeWriter.Write(merge.Theirs), markerSize);
        AtomicFile.Write(ours, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        foreach (var conflict in merge.Conflicts)
            Output.ErrorConsole.WriteLine($"{path}: {conflict}", new Style(Color.Red));
        return merge.Conflicts.Count > 0;
    }

    /// <summary>What is no genotype has no nodes to merge: git's own merge of lines does it.</summary>
    private static bool MergeAsText(string origin, string ours, string theirs, int markerSize, params GenotypeVersion[] versions)
    {
        foreach (var (side, version) in new[] { "origin", "ours", "theirs" }.Zip(versions))
        {
            foreach (var problem in version.IsBroken ? version.Reading!.Problems : [])
                Output.ErrorConsole.WriteLine($"{Genotypes.GenotypeFile.Line(version.Label, problem)} ({side}; merged as text)", new Style(Color.Red));
        }
        var (code, _, _) = Git.Run(Environment.CurrentDirectory, "merge-file", $"--marker-size={markerSize}", "-L", "ours", "-L", "origin", "-L", "theirs", ours, origin, theirs);
        return code != 0;
    }
}
