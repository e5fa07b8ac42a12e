using System.Xml.Linq;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

/// <summary><c>darts diff</c> of files and revisions, its exit codes and formats.</summary>
public sealed class DiffTests
{
    private const string Change = "~ sep_conv_3x3(c_{k-2}) → sep_conv_5x5(c_{k-2})";

    [Fact]
    public async Task Two_files_differ_or_do_not()
    {
        using var folder = Files();
        Assert.Contains(Change, (await Tool.RunAsync(folder.Path, "diff", "a.json", folder["b.json"])).EndsWith(1).Out);
        Assert.Equal("The same architecture and networks.\n", (await Tool.RunAsync(folder.Path, "diff", "a.json", "a.json")).EndsWith(0).Out);
    }

    [Fact]
    public async Task Every_format_goes_to_stdout_or_to_a_file()
    {
        using var folder = Files();
        Assert.StartsWith("### Genotype Tiny\n\n`a.json` → `b.json`\n", (await Tool.RunAsync(folder.Path, "diff", "a.json", "b.json", "--format", "markdown")).EndsWith(1).Out);
        Assert.StartsWith("{\n  \"different\": true,", (await Tool.RunAsync(folder.Path, "diff", "a.json", "b.json", "--format", "json")).EndsWith(1).Out);
        Assert.True((await Tool.RunAsync(folder.Path, "diff", "a.json", "b.json", "--json")).EndsWith(1).LastJsonLine.GetProperty("different").GetBoolean());
        Assert.Equal("", (await Tool.RunAsync(folder.Path, "diff", "a.json", "b.json", "--format", "svg", "-o", "d.svg")).EndsWith(1).Out);
        Assert.Equal("svg", XDocument.Load(folder["d.svg"]).Root!.Name.LocalName);
    }

    [Theory]
    [InlineData("HEAD~1 HEAD genotypes/tiny.genotype.json")]
    [InlineData("HEAD~1:genotypes/tiny.genotype.json HEAD:genotypes/tiny.genotype.json")]
    [InlineData("HEAD~1 genotypes/tiny.genotype.json")]
    [InlineData("HEAD~1:genotypes/tiny.genotype.json genotypes/tiny.genotype.json")]
    public async Task Revisions_are_compared_with_each_other_and_with_files(string words)
    {
        using var clone = await ChangedAsync();
        Assert.Contains(Change, (await clone.DartsAsync(["diff", .. words.Split(' ')])).EndsWith(1).Out);
    }

    [Fact]
    public async Task A_file_is_found_from_any_folder_also_when_it_is_gone()
    {
        using var clone = await ChangedAsync();
        await clone.GitAsync("rm", "--quiet", GitClone.File);
        await clone.CommitAsync("gone");
        using var elsewhere = new TemporaryFolder();
        string path = System.IO.Path.Combine(clone.Path, "genotypes", "tiny.genotype.json");
        Assert.Contains(Change, (await Tool.RunAsync(elsewhere.Path, "diff", "main~2", "main~1", path)).EndsWith(1).Out);
        Assert.StartsWith("- genotype Tiny\n", (await clone.DartsAsync("diff", "HEAD~1", "HEAD", GitClone.File)).EndsWith(1).Out);
    }

    [Theory]
    [InlineData("a.json", "--format")]
    [InlineData("a.json none.json", "'none.json' is no file, and no git revision that has 'a.json'")]
    [InlineData("one two", "There is no file 'one'", "darts diff HEAD~1 HEAD FILE")]
    [InlineData("HEAD HEAD~1 a.json", "'HEAD' is no git revision in ")]
    [InlineData("a.json broken.json", "broken.json(1,2): error DARTS001: Found the end of the file")]
    [InlineData("a.json b.json --json --format svg", "--json and --format svg")]
    [InlineData("a.json b.json --format html", "--format takes text, markdown, json or svg")]
    [InlineData("a.json b.json -o nowhere/x.txt", "Cannot write 'nowhere/x.txt'")]
    public async Task What_cannot_be_compared_is_an_error(string words, params string[] pieces)
    {
        using var folder = Files();
        var result = await Tool.RunAsync(folder.Path, ["diff", .. words.Split(' ')]);
        if (pieces is ["--format"])
            result.Refuses("Required argument");
        else
            result.Refuses(pieces);
        Assert.Equal("", result.Out);
    }

    private static TemporaryFolder Files()
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.json"], GitClone.Genotype);
        File.WriteAllText(folder["b.json"], GitClone.Genotype.Replace("sep_conv_3x3", "sep_conv_5x5", StringComparison.Ordinal));
        File.WriteAllText(folder["broken.json"], "{");
        return folder;
    }

    private static async Task<GitClone> ChangedAsync()
    {
        var clone = await GitClone.CreateAsync();
        clone.Write(GitClone.Genotype.Replace("sep_conv_3x3", "sep_conv_5x5", StringComparison.Ordinal));
        await clone.CommitAsync("wider");
        return clone;
    }
}
