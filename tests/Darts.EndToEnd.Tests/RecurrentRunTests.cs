using System.Text.Json;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

/// <summary><c>darts run --space recurrent</c> on a text of a few hundred words.</summary>
public sealed class RecurrentRunTests(LanguagePipeline pipeline) : IClassFixture<LanguagePipeline>
{
    private readonly UserProject _project = pipeline.Project;

    [Fact]
    public void The_last_line_of_json_has_the_perplexity_beside_that_of_counting()
    {
        var last = pipeline.Result.EndsWith(0).LastJsonLine;
        Assert.Equal(
            ["genotype", "network", "parameters", "searchSeconds", "trainSeconds", "testPerplexity", "unigramPerplexity", "bigramPerplexity", "report"], last.EnumerateObject().Select(value => value.Name));
        Assert.Equal(_project["genotypes", "Tiny.genotype.json"], last.GetProperty("genotype").GetString());
        Assert.Equal(LanguagePipeline.Name, last.GetProperty("network").GetString());
        // Twelve letters drawn evenly, and the end of every sixth: nothing foretells the letters, and only counting backwards would foretell the ends.
        Assert.All(["unigramPerplexity", "bigramPerplexity", "testPerplexity"], name => Assert.InRange(last.GetProperty(name).GetDouble(), 8, 20));
        Assert.Contains("by counting pairs of words", pipeline.Result.Error);
        var phases = pipeline.Result.Out.TrimEnd().Split('\n').SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("phase").GetString());
        Assert.Equal(["search", "test", "train"], phases.Distinct());
    }

    [Fact]
    public void The_run_folder_holds_what_is_promised()
    {
        string[] promised = ["run.json", "config.json", "metrics.jsonl", "weights.safetensors", "words.txt", "cells.svg", "report.html", "checkpoints/last.safetensors",
            "search/config.json", "search/metrics.jsonl", "search/checkpoints/last.safetensors", "search/genotypes/epoch-001.genotype.json"];
        Assert.All(promised, file => Assert.True(File.Exists(_project["runs", "Tiny", file]), file));
        string report = File.ReadAllText(_project["runs", "Tiny", "report.html"]);
        Assert.Contains("perplexity", report);
        Assert.DoesNotContain("accuracy", report);
        Assert.StartsWith("<svg", File.ReadAllText(_project["runs", "Tiny", "cells.svg"]));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_genotype_and_the_same_losses()
    {
        byte[] first = await BytesAsync("genotypes", "Tiny.genotype.json");
        (await _project.DartsAsync(LanguagePipeline.Run("again"))).EndsWith(0);
        Assert.Equal(first, await BytesAsync("genotypes", "Tiny.genotype.json"));
        foreach (string metrics in (string[])["metrics.jsonl", "search/metrics.jsonl"])
            Assert.Equal(Metrics("runs", "Tiny", metrics), Metrics("again", "Tiny", metrics));
        Assert.Equal(await BytesAsync("runs", "Tiny", "weights.safetensors"), await BytesAsync("again", "Tiny", "weights.safetensors"));
    }

    [Fact]
    public async Task A_run_is_stopped_by_ctrl_c_and_goes_on_where_it_was()
    {
        using var running = Tool.Start(_project.Path, LanguagePipeline.Run(name: "Stopped", searchEpochs: "40"));
        await running.WaitUntilAsync(() => File.Exists(_project["runs", "Stopped", "search", "metrics.jsonl"]));
        running.Interrupt();
        Assert.Contains($"go on with: darts run --resume {Path.Combine("runs", "Stopped")}", (await running.EndAsync()).EndsWith(130).Error);
        Assert.InRange(Metrics("runs", "Stopped", "search", "metrics.jsonl").Length, 1, 39);

        (await _project.DartsAsync("run", "--resume", "runs/Stopped", "--space", "convolutional")).Refuses("cannot be resumed with --space convolutional: it searches for recurrent cells.");
        (await _project.DartsAsync("run", "--resume", "runs/Stopped", "--train-length", "9")).Refuses("plan.training.length was 6 there and is 9 now");
        var resumed = (await _project.DartsAsync("run", "--resume", "runs/Stopped", "--json")).EndsWith(0);
        Assert.Equal("Stopped", resumed.LastJsonLine.GetProperty("network").GetString());
        Assert.Equal(40, Metrics("runs", "Stopped", "search", "metrics.jsonl").Length);
        Assert.Contains("\"epochs\": 40", await File.ReadAllTextAsync(_project["genotypes", "Stopped.genotype.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Its_pictures_are_drawn()
    {
        (await _project.DartsAsync("render", "runs/Tiny", "-o", "page.html")).EndsWith(0);
        Assert.Contains("<svg", await File.ReadAllTextAsync(_project["page.html"], TestContext.Current.CancellationToken));
        (await _project.DartsAsync("render", "runs/Tiny", "--format", "gif", "-o", "film.gif")).EndsWith(0);
        Assert.Equal("GIF89a"u8.ToArray(), (await BytesAsync("film.gif"))[..6]);
        (await _project.DartsAsync("render", "genotypes/Tiny.genotype.json", "-o", "cell.png")).EndsWith(0);
        Assert.Equal([0x89, .. "PNG"u8], (await BytesAsync("cell.png"))[..4]);
    }

    [Theory]
    [InlineData("--space recurrent --data text --channels 4", "--channels is for convolutional cells; this run is for recurrent ones.")]
    [InlineData("--search-width 8", "--search-width is for recurrent cells; this run is for convolutional ones.")]
    [InlineData("--space recurrent --data text --preset cifar10", "There is no preset 'cifar10' for recurrent cells; there are quick, ptb.")]
    [InlineData("--preset ptb", "There is no preset 'ptb' for convolutional cells; there are quick, cifar10.")]
    [InlineData("--space recurrent --data text --train-batch-size 300", "The training text has 420 words: too few for batches of 300 sequences")]
    [InlineData("--space recurrent --data nowhere", "There is no folder '", "nowhere'. A text is a folder with train.txt, valid.txt and test.txt.")]
    public async Task What_makes_no_sense_is_refused_and_no_run_is_made(string line, params string[] pieces)
    {
        TinyText.Write(_project["text"]);
        (await _project.DartsAsync(["run", "--runs", "refused", .. line.Split(' ')])).Refuses(pieces);
        Assert.False(Directory.Exists(_project["refused"]));
    }

    private string[] Metrics(params string[] file) =>
        [.. Pipeline.Metrics(_project[file]).Select(line => string.Join(' ', line.Split(' ').Where(value => !value.StartsWith("wordsPerSecond=", StringComparison.Ordinal))))];

    private Task<byte[]> BytesAsync(params string[] names) => File.ReadAllBytesAsync(_project[names], TestContext.Current.CancellationToken);
}
