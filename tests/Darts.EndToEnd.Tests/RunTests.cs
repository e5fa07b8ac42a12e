using System.Text.Json;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

[Collection(nameof(Pipeline))]
public sealed class RunTests(Pipeline pipeline)
{
    private readonly UserProject _project = pipeline.Project;

    [Fact]
    public void The_last_line_of_json_says_what_came_of_it()
    {
        var last = pipeline.Result.EndsWith(0).LastJsonLine;
        Assert.Equal(["genotype", "network", "parameters", "searchSeconds", "trainSeconds", "testAccuracy", "report"], last.EnumerateObject().Select(value => value.Name));
        Assert.Equal(_project["genotypes", "Tiny.genotype.json"], last.GetProperty("genotype").GetString());
        Assert.Equal(Pipeline.Name, last.GetProperty("network").GetString());
        Assert.True(last.GetProperty("parameters").GetInt64() > 0);
        Assert.True(last.GetProperty("searchSeconds").GetDouble() > 0);
        Assert.True(last.GetProperty("trainSeconds").GetDouble() > 0);
        Assert.InRange(last.GetProperty("testAccuracy").GetDouble(), 0, 1);
    }

    [Fact]
    public void Everything_on_stdout_is_json_and_everything_else_is_on_stderr()
    {
        var lines = pipeline.Result.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["search", "train", "test"], lines.SkipLast(1).Select(line => line.GetProperty("phase").GetString()).Distinct());
        Assert.Contains("test accuracy", pipeline.Result.Error);
    }

    [Fact]
    public void The_run_folder_holds_what_is_promised()
    {
        string[] promised = ["run.json", "config.json", "metrics.jsonl", "weights.safetensors", "cells.svg", "checkpoints/last.safetensors",
            "search/config.json", "search/metrics.jsonl", "search/checkpoints/last.safetensors", "search/genotypes/epoch-001.genotype.json"];
        Assert.All(promised, file => Assert.True(File.Exists(_project["runs", "Tiny", file]), file));
        Assert.NotEmpty(Directory.GetFiles(_project["runs", "Tiny"], "events.out.tfevents*"));
        Assert.StartsWith("<svg", File.ReadAllText(_project["runs", "Tiny", "cells.svg"]));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_genotype_and_the_same_losses()
    {
        byte[] first = await File.ReadAllBytesAsync(_project["genotypes", "Tiny.genotype.json"], TestContext.Current.CancellationToken);
        (await _project.DartsAsync(pipeline.Run("again"))).EndsWith(0);
        Assert.Equal(first, await File.ReadAllBytesAsync(_project["genotypes", "Tiny.genotype.json"], TestContext.Current.CancellationToken));
        foreach (string metrics in (string[])["metrics.jsonl", "search/metrics.jsonl"])
            Assert.Equal(Pipeline.Metrics(_project["runs", "Tiny", metrics]), Pipeline.Metrics(_project["again", "Tiny", metrics]));
    }

    [Fact]
    public async Task A_run_is_stopped_by_ctrl_c_and_goes_on_where_it_was()
    {
        using var running = Tool.Start(_project.Path, pipeline.Run(name: "Stopped", searchEpochs: "40"));
        string metrics = _project["runs", "Stopped", "search", "metrics.jsonl"];
        await running.WaitUntilAsync(() => File.Exists(metrics));
        running.Interrupt();
        var stopped = (await running.EndAsync()).EndsWith(130);
        Assert.Contains($"go on with: darts run --resume {Path.Combine("runs", "Stopped")}", stopped.Error);
        Assert.DoesNotContain("   at ", stopped.Error);
        int before = Pipeline.Metrics(metrics).Length;
        Assert.InRange(before, 1, 39);

        var resumed = (await _project.DartsAsync("run", "--resume", "runs/Stopped", "--json")).EndsWith(0);
        Assert.Equal("Stopped", resumed.LastJsonLine.GetProperty("network").GetString());
        // Many epochs, so there is time to estimate from; a run of one epoch may end before its first estimate.
        Assert.Contains("ETA", resumed.Error);
        Assert.Equal(Enumerable.Range(0, 40).Select(epoch => $"epoch={epoch}"), Pipeline.Metrics(metrics).Select(line => line.Split(' ')[0]));
        // The genotype of the whole search, made from the checkpoint of a part of it.
        Assert.Contains("\"epochs\": 40", await File.ReadAllTextAsync(_project["genotypes", "Stopped.genotype.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_resume_with_another_setting_is_refused_with_its_name_and_both_values() =>
        (await _project.DartsAsync("run", "--resume", "runs/Tiny", "--search-channels", "3")).Refuses("runs/Tiny", "plan.search.channels was 2 there and is 3 now");

    [Fact]
    public async Task A_name_that_has_a_run_is_refused() =>
        (await _project.DartsAsync(pipeline.Run())).Refuses(Path.Combine("runs", "Tiny"), "--resume");

    [Fact]
    public async Task A_genotype_that_no_search_made_is_not_overwritten()
    {
        string mine = _project["genotypes", "golden-darts-v1.genotype.json"];
        string before = await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken);
        (await _project.DartsAsync("run", "--data", pipeline.Data, "--name", "golden-darts-v1")).Refuses("golden-darts-v1.genotype.json", "--name");
        Assert.Equal(before, await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(_project["runs", "golden-darts-v1"]));
    }

    [Fact]
    public async Task A_name_that_is_no_class_name_is_refused() => (await _project.DartsAsync("run", "--data", pipeline.Data, "--name", "2-fast")).Refuses("2-fast");

    [Fact]
    public async Task A_genotype_that_does_not_compile_is_shown_with_its_place()
    {
        string broken = _project["genotypes", "broken.genotype.json"];
        await File.WriteAllTextAsync(broken, "{ \"version\": 2 }", TestContext.Current.CancellationToken);
        try
        {
            (await _project.DartsAsync("test", "--network", "Tiny", "--weights", "runs/Tiny/weights.safetensors")).Refuses("My Networks.csproj", "broken.genotype.json(1,", "error DARTS0");
        }
        finally
        {
            File.Delete(broken);
        }
    }

    [Fact]
    public async Task Ones_own_photographs_are_searched_trained_on_and_recognised()
    {
        TinyImages.WritePhotos(_project["photos"]);
        var run = (await _project.DartsAsync(["run", "--data", "./photos", .. Pipeline.Small(), "--json"])).EndsWith(0);
        Assert.Equal("Photos", run.LastJsonLine.GetProperty("network").GetString());

        var predicted = (await _project.DartsAsync("predict", "--network", "Photos", "--weights", "runs/Photos/weights.safetensors", "--no-build", "--json", "--image", "photos/cats/000.png", "photos/sky/001.jpg"))
            .EndsWith(0).LastJsonLine;
        Assert.Equal(["photos/cats/000.png", "photos/sky/001.jpg"], predicted.EnumerateArray().Select(image => image.GetProperty("image").GetString()));
        foreach (var image in predicted.EnumerateArray())
        {
            var classes = image.GetProperty("classes").EnumerateArray().ToArray();
            Assert.Equal(["cats", "sky"], classes.Select(one => one.GetProperty("class").GetString()).Order());
            Assert.Equal(1, classes.Sum(one => one.GetProperty("probability").GetDouble()), 5);
        }
    }
}
