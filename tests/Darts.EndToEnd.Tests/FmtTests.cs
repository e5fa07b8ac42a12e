using System.Runtime.Versioning;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

/// <summary><c>darts fmt</c> and <c>darts validate</c> over files and folders.</summary>
public sealed class FmtTests
{
    private static readonly string Compact = GitClone.Genotype.ReplaceLineEndings("");

    [Fact]
    public async Task Files_are_brought_into_canonical_form_and_nothing_else_is_touched()
    {
        using var folder = Files();
        DateTime before = File.GetLastWriteTimeUtc(folder["genotypes", "good.genotype.json"]);
        var check = (await Tool.RunAsync(folder.Path, "fmt", "--check", "genotypes")).EndsWith(1);
        Assert.Equal($"{Path.Combine("genotypes", "compact.genotype.json")} is not in canonical form\n2 files, 1 to be formatted.\n", check.Out);
        Assert.Equal(Compact, await File.ReadAllTextAsync(folder["genotypes", "compact.genotype.json"], TestContext.Current.CancellationToken));

        (await Tool.RunAsync(folder.Path, "fmt", "genotypes")).EndsWith(0);
        Assert.Equal(GitClone.Genotype, await File.ReadAllTextAsync(folder["genotypes", "compact.genotype.json"], TestContext.Current.CancellationToken));
        Assert.Equal(before, File.GetLastWriteTimeUtc(folder["genotypes", "good.genotype.json"]));
        Assert.Equal(Compact, await File.ReadAllTextAsync(folder["bin", "copy.genotype.json"], TestContext.Current.CancellationToken));
        (await Tool.RunAsync(folder.Path, "fmt", "--check")).EndsWith(0);
    }

    [Fact]
    public async Task A_broken_file_stays_as_it_is_and_the_others_are_formatted()
    {
        using var folder = Files();
        string broken = Compact.Replace("skip_connect", "skip_connct", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["broken.genotype.json"], broken, TestContext.Current.CancellationToken);
        (await Tool.RunAsync(folder.Path, "fmt")).Refuses("broken.genotype.json(1,", "error DARTS010: 'skip_connct'", "did you mean 'skip_connect'?");
        Assert.Equal(broken, await File.ReadAllTextAsync(folder["broken.genotype.json"], TestContext.Current.CancellationToken));
        Assert.Equal(GitClone.Genotype, await File.ReadAllTextAsync(folder["genotypes", "compact.genotype.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_link_and_the_rights_of_a_file_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        using var folder = Files();
        string file = folder["genotypes", "compact.genotype.json"], link = folder["link.genotype.json"];
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, file);
        (await Tool.RunAsync(folder.Path, "fmt", "link.genotype.json")).EndsWith(0);
        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal(GitClone.Genotype, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Every_fault_of_every_file_is_reported_as_a_compiler_does()
    {
        using var folder = Files();
        Assert.Equal("2 files, no error.\n", (await Tool.RunAsync(folder.Path, "validate")).EndsWith(0).Out);
        string broken = GitClone.Genotype.Replace("skip_connect", "none", StringComparison.Ordinal).Replace("\"from\": 2", "\"from\": 3", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["a b.genotype.json"], broken, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["empty.genotype.json"], "", TestContext.Current.CancellationToken);
        var result = (await Tool.RunAsync(folder.Path, "validate")).EndsWith(1);
        string[] lines = result.Out.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("a b.genotype.json(8,37): error DARTS011: 'none' exists while searching only", lines[0]);
        Assert.StartsWith("a b.genotype.json(9,28): error DARTS013: Node 3 cannot read node 3", lines[1]);
        Assert.StartsWith("empty.genotype.json(1,1): error DARTS001: ", lines[2]);
        Assert.Equal("4 files, 3 errors.", lines[3]);

        var json = (await Tool.RunAsync(folder.Path, "validate", "--json")).EndsWith(1).LastJsonLine;
        Assert.Equal(("a b.genotype.json", 8, 37, 8, 43, "DARTS011"), (json[0].GetProperty("file").GetString(), json[0].GetProperty("line").GetInt32(), json[0].GetProperty("column").GetInt32(),
            json[0].GetProperty("endLine").GetInt32(), json[0].GetProperty("endColumn").GetInt32(), json[0].GetProperty("id").GetString()));
        Assert.Contains("\"uri\": \"a%20b.genotype.json\"", (await Tool.RunAsync(folder.Path, "validate", "--format", "sarif")).EndsWith(1).Out);
    }

    [Theory]
    [InlineData("validate none", "There is no file or folder 'none'")]
    [InlineData("fmt none.genotype.json", "There is no file or folder 'none.genotype.json'")]
    [InlineData("validate bin/empty", "There is no *.genotype.json in 'bin/empty'")]
    [InlineData("validate --json --format sarif", "--json and --format sarif")]
    public async Task Nothing_to_check_is_an_error(string words, string message)
    {
        using var folder = Files();
        Directory.CreateDirectory(folder["bin", "empty"]);
        (await Tool.RunAsync(folder.Path, words.Split(' '))).Refuses(message);
    }

    private static TemporaryFolder Files()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["genotypes"]);
        Directory.CreateDirectory(folder["bin"]);
        File.WriteAllText(folder["genotypes", "good.genotype.json"], GitClone.Genotype);
        File.WriteAllText(folder["genotypes", "compact.genotype.json"], Compact);
        File.WriteAllText(folder["bin", "copy.genotype.json"], Compact);
        return folder;
    }
}
