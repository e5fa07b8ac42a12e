using System.Text;
using System.Text.Json;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

[Collection(nameof(Pipeline))]
public sealed class RenderTests(Pipeline pipeline)
{
    private static readonly string DartsV2 = Path.Combine(Repository.Root, "genotypes", "darts-v2.genotype.json");

    [Fact]
    public async Task A_genotype_is_svg_on_stdout()
    {
        using var folder = new TemporaryFolder();
        var result = (await Tool.RunAsync(folder.Path, "render", DartsV2)).EndsWith(0);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "images", "genotypes", "darts-v2.svg"), TestContext.Current.CancellationToken), result.Out);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("cells.svg", "svg", "<svg ")]
    [InlineData("cells.PNG", "png", "\uFFFDPNG")]
    [InlineData("cells.gv", "dot", "digraph \"DartsV2\" {")]
    [InlineData("new folder/cells.mmd", "mermaid", "flowchart LR")]
    public async Task The_extension_says_the_format(string output, string format, string start)
    {
        using var folder = new TemporaryFolder();
        var result = (await Tool.RunAsync(folder.Path, "render", DartsV2, "-o", output, "--json")).EndsWith(0);
        Assert.Equal(format, result.LastJsonLine.GetProperty("format").GetString());
        Assert.Equal(Path.Combine(folder.Path, output), result.LastJsonLine.GetProperty("output").GetString());
        Assert.StartsWith(start, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(folder[output], TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_network_is_drawn_with_all_its_cells()
    {
        using var folder = new TemporaryFolder();
        string svg = (await Tool.RunAsync(folder.Path, "render", DartsV2, "--network", "DartsV2ImageNet", "--theme", "dark")).EndsWith(0).Out;
        Assert.Contains("cell 13 normal", svg);
        Assert.Contains("768 × 7 × 7", svg);
        Assert.DoesNotContain("prefers-color-scheme", svg);
    }

    [Fact]
    public async Task A_run_becomes_a_page_and_an_animation_in_its_folder()
    {
        pipeline.Result.EndsWith(0);
        var page = (await pipeline.Project.DartsAsync("render", "runs/Tiny")).EndsWith(0);
        Assert.Equal(Path.Combine("runs", "Tiny", "report.html"), page.Out.Trim());
        string html = await File.ReadAllTextAsync(pipeline.Project["runs", "Tiny", "report.html"], TestContext.Current.CancellationToken);
        Assert.StartsWith("<!DOCTYPE html>", html);
        foreach (string section in (string[])["cells", "search", "alphas", "changes", "training", "genotype", "search-configuration", "training-configuration"])
            Assert.Contains($"<section id=\"{section}\">", html);

        var gif = (await pipeline.Project.DartsAsync("render", "runs/Tiny/search", "--format", "gif", "--json")).EndsWith(0);
        Assert.Equal("gif", JsonDocument.Parse(gif.Out).RootElement.GetProperty("format").GetString());
        byte[] bytes = await File.ReadAllBytesAsync(pipeline.Project["runs", "Tiny", "search", "cells.gif"], TestContext.Current.CancellationToken);
        Assert.Equal("GIF89a", Encoding.ASCII.GetString(bytes, 0, 6));
    }

    [Fact]
    public async Task A_folder_of_genotypes_becomes_a_gallery()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["mine"]);
        File.Copy(DartsV2, folder["mine", "a.genotype.json"]);
        (await Tool.RunAsync(folder.Path, "render", "mine", "-o", "pages/gallery.md")).EndsWith(0);
        Assert.Contains("3,349,342", await File.ReadAllTextAsync(folder["pages", "gallery.md"], TestContext.Current.CancellationToken));
        Assert.True(File.Exists(folder["pages", "images", "genotypes", "a.svg"]));
    }

    [Theory]
    [InlineData("{v2} --network Nothing", "has no network 'Nothing'; it has DartsV2Cifar10 and DartsV2ImageNet.")]
    [InlineData("{v2} -o x.gif", "A genotype is drawn as svg, png, dot or mermaid, not as gif.")]
    [InlineData("{v2} -o x.jpeg", "The extension of 'x.jpeg' names no format: a genotype is drawn as svg, png, dot or mermaid.")]
    [InlineData("{v2} --format png", "name a file with --output")]
    [InlineData("{v2} --json", "name a file with --output")]
    [InlineData("{v2} --scale 3", "--scale is for png and gif: svg has no pixels.")]
    [InlineData("{v2} --scale 0", "--scale takes a number from 0.25 to 16, not '0'")]
    [InlineData("{v2} --theme pink", "--theme takes auto, light or dark, not 'pink'")]
    [InlineData("none.genotype.json", "There is no file 'none.genotype.json'")]
    [InlineData(".", "'.' holds neither a run (config.json) nor genotypes (*.genotype.json).")]
    [InlineData("{genotypes}", "A page with pictures is several files: name the page with --output")]
    [InlineData("{genotypes} -o x.md --network X", "--network draws a network of a genotype file, not of a folder of genotypes.")]
    public async Task What_cannot_be_drawn_is_refused(string line, string message)
    {
        using var folder = new TemporaryFolder();
        string[] words = [.. line.Split(' ').Select(word => word.Replace("{v2}", DartsV2, StringComparison.Ordinal).Replace("{genotypes}", Path.GetDirectoryName(DartsV2), StringComparison.Ordinal))];
        (await Tool.RunAsync(folder.Path, ["render", .. words])).Refuses(message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
