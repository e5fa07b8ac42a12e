using System.Text.Json;
using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

/// <summary><c>darts train</c> and <c>darts test</c> of a language model.</summary>
[Collection(nameof(LanguageProject))]
public sealed class LanguageTrainTests(LanguageProject language)
{
    private readonly UserProject _project = language.Project;

    [Fact]
    public async Task A_language_model_is_recognised_trained_and_tested_and_the_same_seed_gives_the_same()
    {
        var result = language.Result.EndsWith(0);
        Assert.Equal(
            ["network", "parameters", "trainSeconds", "bestEpoch", "averaged", "validationLoss", "validationPerplexity", "testLoss", "testPerplexity", "weights"],
            result.LastJsonLine.EnumerateObject().Select(value => value.Name));
        var epochs = result.Out.TrimEnd().Split('\n').SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(
            ["train 0", "test 0", "train 1", "test 1", "train 2", "test 2", "test 2", "test 2"], epochs.Select(line => $"{line.GetProperty("phase").GetString()} {line.GetProperty("epoch").GetInt32()}"));
        Assert.All(epochs, line => Assert.True(line.GetProperty("wordsPerSecond").GetDouble() > 0 && line.GetProperty("perplexity").GetDouble() > 1));
        Assert.Contains("test perplexity", result.Error);

        (await _project.DartsAsync(LanguageProject.Train("again", more: "--no-build"))).EndsWith(0);
        Assert.Equal(Metrics("runs", LanguageProject.Name), Metrics("again", LanguageProject.Name));
        Assert.Equal(await BytesAsync("runs", LanguageProject.Name, "weights.safetensors"), await BytesAsync("again", LanguageProject.Name, "weights.safetensors"));
    }

    [Fact]
    public async Task The_runs_folder_has_the_words_by_number_and_what_the_training_was_started_with()
    {
        string[] words = await File.ReadAllLinesAsync(_project["runs", LanguageProject.Name, "words.txt"], TestContext.Current.CancellationToken);
        Assert.Equal(TinyText.Vocabulary, words.Length);
        Assert.Contains("<eos>", words);
        var configuration = JsonDocument.Parse(await File.ReadAllTextAsync(_project["runs", LanguageProject.Name, "config.json"], TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("train", "language"), (configuration.GetProperty("kind").GetString(), configuration.GetProperty("task").GetString()));
        Assert.Equal(TinyText.Vocabulary, configuration.GetProperty("data").GetProperty("vocabulary").GetInt32());
    }

    [Fact]
    public async Task A_training_is_stopped_by_ctrl_c_and_ends_as_one_that_was_not()
    {
        using var running = Tool.Start(_project.Path, LanguageProject.Train("stopped", "60", "--no-build"));
        await running.WaitUntilAsync(() => File.Exists(_project["stopped", LanguageProject.Name, "metrics.jsonl"]));
        running.Interrupt();
        Assert.Contains($"go on with: darts train --resume {Path.Combine("stopped", LanguageProject.Name)}", (await running.EndAsync()).EndsWith(130).Error);
        Assert.False(File.Exists(_project["stopped", LanguageProject.Name, "weights.safetensors"]));

        string resumed = $"stopped/{LanguageProject.Name}";
        (await _project.DartsAsync("train", "--resume", resumed, "--no-build", "--length", "9")).Refuses("settings.length was 6 there and is 9 now");
        (await _project.DartsAsync("train", "--resume", resumed, "--no-build", "--drop-path", "0.1")).Refuses("--drop-path is for image networks; Tiny is none of them.");
        (await _project.DartsAsync("train", "--resume", resumed, "--no-build")).EndsWith(0);
        (await _project.DartsAsync(LanguageProject.Train("whole", "60", "--no-build"))).EndsWith(0);
        Assert.Equal(Metrics("whole", LanguageProject.Name), Metrics("stopped", LanguageProject.Name));
    }

    [Fact]
    public async Task A_test_measures_what_the_run_measured()
    {
        var test = (await TestAsync("--batch-size", "1")).EndsWith(0).LastJsonLine;
        Assert.Equal(["network", "data", "validationWords", "validationLoss", "validationPerplexity", "testWords", "testLoss", "testPerplexity"], test.EnumerateObject().Select(value => value.Name));
        // 20 lines of 6 words; the first word is foretold by nothing.
        Assert.Equal((20 * 7) - 1, test.GetProperty("testWords").GetInt32());
        Assert.Equal(language.Result.LastJsonLine.GetProperty("testLoss").GetDouble(), test.GetProperty("testLoss").GetDouble(), 1e-6);
        var columns = (await TestAsync()).EndsWith(0).LastJsonLine;
        Assert.Equal(test.GetProperty("testLoss").GetDouble(), columns.GetProperty("testLoss").GetDouble());
        Assert.Equal(10 * (14 - 1), columns.GetProperty("validationWords").GetInt32());
    }

    [Fact]
    public async Task A_text_with_words_that_the_model_does_not_know_is_refused_by_the_first_of_them()
    {
        TinyText.Write(_project["other"]);
        await File.AppendAllTextAsync(_project["other", "valid.txt"], "a b zebra\n", TestContext.Current.CancellationToken);
        (await _project.DartsAsync("test", "--network", "Tiny", "--weights", language.Weights, "--data", "other", "--no-build")).Refuses("valid.txt", "'zebra'", "no <unk>");
    }

    [Theory]
    [InlineData("train --network Tiny", "Tiny was compiled for 13 words, but 'austen' has 3000 different ones.")]
    [InlineData("train --network Tiny --data nowhere", "There is no folder '", "nowhere'. A text is a folder with train.txt, valid.txt and test.txt.")]
    [InlineData("train --network Tiny --data text --drop-path 0.2", "--drop-path is for image networks; Tiny is none of them.")]
    [InlineData("train --network Tiny --data text --preset cifar10", "There is no preset 'cifar10' for language models; there are ptb, wikitext2, quick.")]
    [InlineData("train --network Tiny --data text --length 4", "--length takes a whole number of at least 5, not '4'")]
    [InlineData("train --network Tiny --data text --batch-size 500", "The training text has 420 words: too few for batches of 500 sequences")]
    [InlineData("train --network TinyLarge --data text", "TinyLarge was compiled for 100 words, but 'text' has 13 different ones. Set the network's \"vocabulary\" in its genotype to 13.")]
    [InlineData("test --network Tiny --weights runs/Tiny/weights.safetensors", "train.txt': the model does not know the word 'the', and has no <unk>")]
    [InlineData("test --network Tiny --weights runs/Tiny/weights.safetensors --data text --seed 1", "--seed is for image networks; Tiny is none of them.")]
    [InlineData("test --network TinyLarge --weights runs/Tiny/weights.safetensors --data text", "weights.safetensors", "TinyLarge", "vocabulary 13", "vocabulary 100")]
    public async Task What_makes_no_sense_is_refused_and_no_run_is_made(string line, params string[] pieces)
    {
        TinyText.Write(_project["text"]);
        (await _project.DartsAsync([.. line.Split(' '), "--no-build", .. line.StartsWith("train", StringComparison.Ordinal) ? ["--runs", "refused"] : Array.Empty<string>()])).Refuses(pieces);
        Assert.False(Directory.Exists(_project["refused"]));
    }

    private Task<ToolResult> TestAsync(params string[] more) =>
        _project.DartsAsync(["test", "--network", LanguageProject.Name, "--weights", language.Weights, "--data", LanguageProject.Text, "--no-build", "--json", .. more]);

    private string[] Metrics(params string[] run) =>
        [.. Pipeline.Metrics(_project[[.. run, "metrics.jsonl"]]).Select(line => string.Join(' ', line.Split(' ').Where(value => !value.StartsWith("wordsPerSecond=", StringComparison.Ordinal))))];

    private Task<byte[]> BytesAsync(params string[] names) => File.ReadAllBytesAsync(_project[names], TestContext.Current.CancellationToken);
}
