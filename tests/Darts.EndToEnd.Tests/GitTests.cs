using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

/// <summary>Real git with the tool's drivers.</summary>
public sealed class GitTests
{
    private const string Difference = "normal cell\n  node 2\n    ~ sep_conv_3x3(c_{k-2}) → sep_conv_5x5(c_{k-2})\n";

    [Fact]
    public async Task Git_shows_what_differs_between_genotypes()
    {
        using var clone = await InstalledAsync();
        clone.Write(GitClone.Genotype.Replace("sep_conv_3x3", "sep_conv_5x5", StringComparison.Ordinal));
        Assert.Contains(Difference, await clone.GitAsync("diff"));
        await clone.CommitAsync("wider");
        Assert.Contains(Difference, await clone.GitAsync("diff", "HEAD~1"));
        Assert.Contains(Difference, await clone.GitAsync("difftool", "--no-prompt", "HEAD~1", "HEAD"));
        string log = await clone.GitAsync("log", "-p", "-1");
        Assert.Contains("-  node 2 ← sep_conv_3x3(c_{k-2})\n+  node 2 ← sep_conv_5x5(c_{k-2})\n", log);
        Assert.Contains("@@ network TinyNet\n", await clone.GitAsync("show", "-U0"));

        clone.Write(clone.Read().Replace("\"from\": 2", "\"from\": 9", StringComparison.Ordinal));
        string broken = await clone.GitAsync("diff");
        Assert.Contains("genotypes/tiny.genotype.json(9,28): error DARTS013", broken);
        Assert.Contains("\n+      { \"node\": 3, \"from\": 9, \"op\": \"dil_conv_5x5\" }\n", broken);
    }

    [Fact]
    public async Task What_computes_the_same_is_no_difference_to_git()
    {
        using var clone = await InstalledAsync();
        string[] lines = GitClone.Genotype.Split('\n');
        (lines[6], lines[7]) = (lines[7], lines[6]);
        clone.Write(string.Join('\n', lines));
        Assert.EndsWith("\nThe same architecture and networks.\n", await clone.GitAsync("diff"));
    }

    [Fact]
    public async Task A_new_and_a_removed_genotype_are_shown()
    {
        using var clone = await InstalledAsync();
        await clone.GitAsync("rm", "--quiet", GitClone.File);
        Assert.Contains("- genotype Tiny\n- normal cell\n", await clone.GitAsync("diff", "--cached"));
        Assert.Contains("+ genotype Tiny\n+ normal cell\n", await clone.GitAsync("diff", "--cached", "-R"));
    }

    [Fact]
    public async Task Branches_that_change_different_nodes_merge()
    {
        using var clone = await InstalledAsync();
        // Adjacent lines: a merge of text would conflict.
        await clone.BranchAsync("left", "\"skip_connect\"", "\"max_pool_3x3\"");
        await clone.BranchAsync("right", "\"dil_conv_5x5\"", "\"dil_conv_3x3\"");
        await clone.GitAsync("merge", "--quiet", "--no-edit", "left");
        Assert.Equal(GitClone.Genotype.Replace("skip_connect", "max_pool_3x3", StringComparison.Ordinal).Replace("dil_conv_5x5", "dil_conv_3x3", StringComparison.Ordinal), clone.Read());
        Assert.Equal("", await clone.GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task Branches_that_change_the_same_node_conflict()
    {
        using var clone = await InstalledAsync();
        // Different edges of it: a merge of text would say nothing if the lines were not neighbours.
        await clone.BranchAsync("left", "\"sep_conv_3x3\"", "\"sep_conv_5x5\"");
        await clone.BranchAsync("right", "\"skip_connect\"", "\"max_pool_3x3\"");
        var merge = (await clone.TryGitAsync("merge", "--no-edit", "left")).EndsWith(1);
        Assert.Contains("CONFLICT", merge.Out);
        Assert.Contains($"{GitClone.File}: normal cell, node 2: ours is sep_conv_3x3(c_{{k-2}}) + max_pool_3x3(c_{{k-1}}), theirs is sep_conv_5x5(c_{{k-2}}) + skip_connect(c_{{k-1}})", merge.Error);
        Assert.Contains("<<<<<<< ours\n      { \"node\": 2, \"from\": 0, \"op\": \"sep_conv_3x3\" },\n", clone.Read());
        Assert.Equal($"UU {GitClone.File}\n", await clone.GitAsync("status", "--porcelain"));
        Assert.Contains("node 2 ← max_pool_3x3(c_{k-1})", await clone.GitAsync("diff"));
    }

    [Fact]
    public async Task A_broken_file_is_merged_as_text()
    {
        using var clone = await InstalledAsync();
        await clone.BranchAsync("left", "\"version\": 1,", "\"version\": 1,,");
        await clone.BranchAsync("right", "\"dil_conv_5x5\"", "\"dil_conv_3x3\"");
        var merge = (await clone.TryGitAsync("merge", "--no-edit", "left")).EndsWith(0);
        Assert.Contains("tiny.genotype.json(2,16): error DARTS001", merge.Error);
        Assert.Contains("dil_conv_3x3", clone.Read());
        Assert.Contains(",,", clone.Read());
    }

    [Fact]
    public async Task Installing_twice_changes_nothing_and_uninstalling_leaves_nothing()
    {
        using var clone = await GitClone.CreateAsync();
        string attributes = System.IO.Path.Combine(clone.Path, ".gitattributes"), config = System.IO.Path.Combine(clone.Path, ".git", "config");
        await File.WriteAllTextAsync(attributes, "*.png binary\r\n*.txt text", TestContext.Current.CancellationToken);
        string before = await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken);
        for (int i = 0; i < 2; i++)
        {
            (await Tool.RunAsync(System.IO.Path.Combine(clone.Path, "genotypes"), "git", "install")).EndsWith(0);
            Assert.Equal("*.png binary\r\n*.txt text\r\n*.genotype.json diff=genotype merge=genotype\r\n", await File.ReadAllTextAsync(attributes, TestContext.Current.CancellationToken));
        }
        Assert.Equal("1\n", await clone.GitAsync("config", "--get-all", "merge.genotype.driver").ContinueWith(lines => $"{lines.Result.TrimEnd().Split('\n').Length}\n", TaskScheduler.Default));
        var result = (await clone.DartsAsync("git", "uninstall", "--json")).EndsWith(0);
        Assert.True(result.LastJsonLine.GetProperty("changed").GetBoolean());
        Assert.Equal("*.png binary\r\n*.txt text\r\n", await File.ReadAllTextAsync(attributes, TestContext.Current.CancellationToken));
        Assert.Equal(before, await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken));
        Assert.False((await clone.DartsAsync("git", "uninstall", "--json")).EndsWith(0).LastJsonLine.GetProperty("changed").GetBoolean());
    }

    [Fact]
    public async Task Outside_of_a_repository_there_is_nothing_to_install_into()
    {
        using var folder = new TemporaryFolder();
        (await Tool.RunAsync(folder.Path, "git", "install")).Refuses("is in no git repository");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static async Task<GitClone> InstalledAsync()
    {
        var clone = await GitClone.CreateAsync();
        (await clone.DartsAsync("git", "install")).EndsWith(0);
        await clone.CommitAsync("install");
        return clone;
    }
}
