using System.Text.Json;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

/// <summary><c>darts search --space recurrent</c> on a text of a few hundred words.</summary>
public sealed class RecurrentSearchTests : IDisposable
{
    private readonly UserProject _project = new();

    public RecurrentSearchTests() => TinyText.Write(_project["tiny text"]);

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_text_becomes_a_genotype_and_the_same_seed_gives_the_same_one()
    {
        var result = (await _project.DartsAsync(Search("Tiny"))).EndsWith(0);
        Assert.Equal(["genotype", "network", "searchSeconds"], result.LastJsonLine.EnumerateObject().Select(value => value.Name));
        Assert.Equal(_project["genotypes", "Tiny.genotype.json"], result.LastJsonLine.GetProperty("genotype").GetString());
        var epochs = result.Out.TrimEnd().Split('\n').SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["search 0", "test 0", "search 1", "test 1"], epochs.Select(line => $"{line.GetProperty("phase").GetString()} {line.GetProperty("epoch").GetInt32()}"));
        Assert.Contains("validation perplexity", result.Error);

        string text = await ReadAsync("genotypes", "Tiny.genotype.json");
        var genotype = JsonDocument.Parse(text).RootElement;
        Assert.Equal("recurrent", genotype.GetProperty("kind").GetString());
        Assert.Equal(8, genotype.GetProperty("recurrent").GetProperty("edges").GetArrayLength());
        var network = Assert.Single(genotype.GetProperty("networks").EnumerateArray());
        Assert.Equal("language", network.GetProperty("macro").GetString());
        Assert.Equal((TinyText.Vocabulary, 12), (network.GetProperty("vocabulary").GetInt32(), network.GetProperty("hidden").GetInt32()));
        Assert.Equal("tiny text", genotype.GetProperty("provenance").GetProperty("dataset").GetString());

        (await _project.DartsAsync(Search("Tiny", "--runs", "again"))).EndsWith(0);
        Assert.Equal(text, await ReadAsync("genotypes", "Tiny.genotype.json"));
        Assert.Equal(Metrics("runs", "Tiny"), Metrics("again", "Tiny"));
    }

    [Fact]
    public async Task A_search_is_stopped_by_ctrl_c_and_ends_as_one_that_was_not()
    {
        string[] options = ["--epochs", "8", "--order", "second"];
        using var running = Tool.Start(_project.Path, Search("Stopped", options));
        await running.WaitUntilAsync(() => File.Exists(_project["runs", "Stopped", "metrics.jsonl"]));
        running.Interrupt();
        Assert.Contains($"go on with: darts search --resume {Path.Combine("runs", "Stopped")}", (await running.EndAsync()).EndsWith(130).Error);
        Assert.InRange(Metrics("runs", "Stopped").Length, 1, 7);

        (await _project.DartsAsync("search", "--resume", "runs/Stopped", "--channels", "4")).Refuses("--channels is for convolutional cells; this search is for recurrent ones.");
        (await _project.DartsAsync("search", "--resume", "runs/Stopped", "--space", "convolutional")).Refuses("cannot be resumed with --space convolutional: it searches for recurrent cells.");
        (await _project.DartsAsync("search", "--resume", "runs/Stopped", "--length", "9")).Refuses("settings.length was 6 there and is 9 now");
        (await _project.DartsAsync("search", "--resume", "runs/Stopped")).EndsWith(0);
        string resumed = await ReadAsync("genotypes", "Stopped.genotype.json");

        (await _project.DartsAsync(Search("Stopped", [.. options, "--runs", "whole"]))).EndsWith(0);
        Assert.Equal(Metrics("whole", "Stopped"), Metrics("runs", "Stopped"));
        Assert.Equal(await ReadAsync("genotypes", "Stopped.genotype.json"), resumed);
    }

    [Theory]
    [InlineData("--space recurrent --data nowhere", "There is no folder '", "nowhere'. A text is a folder with train.txt, valid.txt and test.txt.")]
    [InlineData("--space recurrent --data genotypes", "Cannot read '", "train.txt': there is no such file.")]
    [InlineData("--space recurrent --data text --channels 4", "--channels is for convolutional cells; this search is for recurrent ones.")]
    [InlineData("--space recurrent --data text --momentum 0.5", "--momentum is for convolutional cells")]
    [InlineData("--width 4", "--width is for recurrent cells; this search is for convolutional ones.")]
    [InlineData("--space recurrent --data text --preset cifar10-search", "There is no preset 'cifar10-search' for recurrent cells; there are ptb-search, quick.")]
    [InlineData("--preset ptb-search", "There is no preset 'ptb-search' for convolutional cells; there are cifar10-search, quick.")]
    [InlineData("--space recurrent --data text --batch-size 500", "The training text has 420 words: too few for batches of 500 sequences")]
    [InlineData("--space transformer", "--space takes convolutional or recurrent, not 'transformer'")]
    public async Task What_makes_no_sense_is_refused(string line, params string[] pieces)
    {
        TinyText.Write(_project["text"]);
        (await _project.DartsAsync(["search", .. line.Split(' ')])).Refuses(pieces);
        Assert.Empty(Directory.GetFiles(_project.Genotypes));
        Assert.False(Directory.Exists(_project["runs"]));
    }

    private static string[] Search(string name, params string[] more) =>
    [
        "search", "--space", "recurrent", "--data", "tiny text", "--name", name, "--json", "--seed", "5", "--threads", "1", "--device", "cpu",
        "--batch-size", "4", "--evaluation-batch-size", "2", "--length", "6", "--width", "8", "--network-width", "12", .. more.Contains("--epochs") ? more : [.. more, "--epochs", "2"],
    ];

    private string[] Metrics(params string[] run) =>
        [.. Pipeline.Metrics(_project[[.. run, "metrics.jsonl"]]).Select(line => string.Join(' ', line.Split(' ').Where(value => !value.StartsWith("wordsPerSecond=", StringComparison.Ordinal))))];

    private Task<string> ReadAsync(params string[] names) => File.ReadAllTextAsync(_project[names], TestContext.Current.CancellationToken);
}
