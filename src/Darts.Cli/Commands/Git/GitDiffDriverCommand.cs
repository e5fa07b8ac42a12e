using System.CommandLine;
using System.Text;
using Darts.Cli.Terminal;
using Darts.Cli.Versions;
using Darts.Genotypes;
using Spectre.Console;

namespace Darts.Cli.Commands;

/// <summary><c>darts git diff-driver PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE [NEW-PATH …]</c>: git's external diff. It must end with 0 whatever
/// differs, else git gives up.</summary>
internal sealed class GitDiffDriverCommand() : GitDriverCommand("diff-driver", "Shows git's users what differs between two versions of a genotype.")
{
    private const int WordsOfAPair = 7;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        string[] words = Words(parsed);
        string path = Shown(words[0]);
        var console = Output.DiffConsole();
        if (words.Length < WordsOfAPair)
        {
            console.WriteLine($"* Unmerged path {path}");
            return Task.CompletedTask;
        }
        var (oldFile, oldMode, newFile, newMode) = (words[1], words[3], words[4], words[6]);
        string newPath = words.Length > WordsOfAPair ? Shown(words[WordsOfAPair]) : path;
        var before = GenotypeVersion.OfFile(oldFile, path);
        var after = GenotypeVersion.OfFile(newFile, newPath);
        Heading(console, path, newPath, before, after, oldMode, newMode);
        if (before.IsBroken || after.IsBroken)
            AsText(console, oldFile, newFile, before, after);
        else if (GenotypeDifference.Of(before.Genotype, after.Genotype) is { IsEmpty: false } difference)
            DifferenceLines.Write(console, DifferenceText.Render(difference));
        else
            console.WriteLine("The same architecture and networks.");
        return Task.CompletedTask;
    }

    private static void Heading(IAnsiConsole console, string path, string newPath, GenotypeVersion before, GenotypeVersion after, string oldMode, string newMode)
    {
        var bold = new Style(decoration: Decoration.Bold);
        console.WriteLine($"diff --genotype a/{path} b/{newPath}", bold);
        if (path != newPath)
            console.WriteLine($"rename from {path}\nrename to {newPath}", bold);
        if (before.Reading is not null && after.Reading is not null && oldMode != newMode)
            console.WriteLine($"old mode {oldMode}\nnew mode {newMode}", bold);
    }

    /// <summary>A file that is no genotype (half-edited, or with conflicts) is compared as text, below what is wrong with it.</summary>
    private static void AsText(IAnsiConsole console, string oldFile, string newFile, GenotypeVersion before, GenotypeVersion after)
    {
        foreach (var (sign, side) in new[] { ("a/", before), ("b/", after) })
        {
            foreach (var problem in side.IsBroken ? side.Reading!.Problems : [])
                console.WriteLine(Genotypes.GenotypeFile.Line(sign + side.Label, problem), new Style(Color.Red));
        }
        var (_, output, error) = Git.Run(Environment.CurrentDirectory, "diff", "--no-index", "--no-ext-diff", "--no-textconv", "--no-color", "--", oldFile, newFile);
        // The first lines name the temporary files that git handed us.
        string[] lines = [.. Encoding.UTF8.GetString(output).TrimEnd('\n').Split('\n').SkipWhile(line => !line.StartsWith("@@", StringComparison.Ordinal))];
        foreach (string line in lines)
            console.WriteLine(line.TrimEnd('\r'), line switch { ['+', ..] => new(Color.Green), ['-', ..] => new(Color.Red), ['@', ..] => new(Color.Teal), _ => Style.Plain });
        if (lines.Length == 0 && error.Length > 0)
            console.WriteLine(error);
    }
}
