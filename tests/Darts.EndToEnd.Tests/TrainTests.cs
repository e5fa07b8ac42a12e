using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

[Collection(nameof(Pipeline))]
public sealed class TrainTests(Pipeline pipeline)
{
    private readonly UserProject _project = pipeline.Project;

    [Fact]
    public async Task A_training_is_stopped_by_ctrl_c_and_goes_on_where_it_was()
    {
        using var running = Tool.Start(_project.Path, "train", "--network", "Tiny", "--data", pipeline.Data, "--runs", "trained", "--threads", "1", "--batch-size", "16", "--epochs", "60", "--no-build");
        string metrics = _project["trained", "Tiny", "metrics.jsonl"];
        await running.WaitUntilAsync(() => File.Exists(metrics));
        running.Interrupt();
        var stopped = (await running.EndAsync()).EndsWith(130);
        Assert.Contains($"go on with: darts train --resume {Path.Combine("trained", "Tiny")}", stopped.Error);
        Assert.False(File.Exists(_project["trained", "Tiny", "weights.safetensors"]));

        (await _project.DartsAsync("train", "--resume", "trained/Tiny", "--no-build")).EndsWith(0);
        Assert.Equal(Enumerable.Range(0, 60).Select(epoch => $"epoch={epoch}"), Pipeline.Metrics(metrics).Select(line => line.Split(' ')[0]));
        Assert.True(File.Exists(_project["trained", "Tiny", "weights.safetensors"]));
    }

    [Fact]
    public async Task A_test_measures_what_the_run_measured()
    {
        var test = (await _project.DartsAsync("test", "--network", "Tiny", "--weights", "runs/Tiny/weights.safetensors", "--data", pipeline.Data, "--no-build", "--json")).EndsWith(0).LastJsonLine;
        Assert.Equal(pipeline.Result.LastJsonLine.GetProperty("testAccuracy").GetDouble(), test.GetProperty("testAccuracy").GetDouble());
        Assert.Equal(16, test.GetProperty("images").GetInt32());
    }

    [Fact]
    public async Task An_unknown_network_is_refused_with_those_there_are() =>
        (await _project.DartsAsync("train", "--network", "Tine", "--data", pipeline.Data, "--no-build")).Refuses("Tine", "Tiny", "GoldenDartsV2Cifar");

    [Fact]
    public async Task Data_of_another_number_of_classes_is_refused() =>
        (await _project.DartsAsync("train", "--network", "Tiny", "--no-build")).Refuses("Tiny", "2 classes", "10");

    [Fact]
    public async Task A_resume_of_another_configuration_is_refused_and_changes_nothing()
    {
        string checkpoint = _project["runs", "Tiny", "checkpoints", "last.safetensors"];
        byte[] before = await File.ReadAllBytesAsync(checkpoint, TestContext.Current.CancellationToken);
        (await _project.DartsAsync("train", "--resume", "runs/Tiny", "--network", "Tiny", "--momentum", "0.5", "--no-build")).Refuses("runs/Tiny", "settings.momentum was 0.9 there and is 0.5 now");
        Assert.Equal(before, await File.ReadAllBytesAsync(checkpoint, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_resume_of_what_is_no_run_is_refused() => (await _project.DartsAsync("train", "--resume", "genotypes")).Refuses("'genotypes'", "config.json");

    [Fact]
    public async Task Missing_data_is_named() => (await _project.DartsAsync("train", "--network", "Tiny", "--data", "nowhere", "--no-build")).Refuses("nowhere");

    [Fact]
    public async Task Truncated_data_is_named()
    {
        TinyImages.WriteIdx(_project["cut"]);
        string images = _project["cut", "train-images-idx3-ubyte"];
        await File.WriteAllBytesAsync(images, (await File.ReadAllBytesAsync(images, TestContext.Current.CancellationToken))[..^10], TestContext.Current.CancellationToken);
        (await _project.DartsAsync("train", "--network", "Tiny", "--data", "cut", "--no-build")).Refuses("train-images-idx3-ubyte");
        Assert.False(Directory.Exists(_project["runs", "Tiny2"]));
    }

    [Fact]
    public async Task Weights_of_another_network_are_refused_with_the_names_of_both() =>
        (await _project.DartsAsync("test", "--network", "GoldenDartsV1Cifar", "--weights", "runs/Tiny/weights.safetensors", "--no-build")).Refuses("runs/Tiny/weights.safetensors", "those of Tiny (genotype ", "not of GoldenDartsV1Cifar (genotype ");

    [Fact]
    public async Task A_full_disk_is_told_with_the_file_that_did_not_fit()
    {
        Directory.CreateDirectory(_project["full"]);
        // Room for the configuration and the metrics, not for a checkpoint.
        var result = await Tool.RunOnSmallDiskAsync(_project.Path, _project["full"], 20, "train", "--network", "Tiny", "--data", pipeline.Data, "--runs", "full", "--epochs", "1", "--threads", "1", "--no-build");
        Assert.SkipWhen(result is null, "This system lets nobody mount a small disk.");
        result.Refuses(Path.Combine("full", "Tiny", "checkpoints", "last.safetensors"), "the disk is full");
    }
}
