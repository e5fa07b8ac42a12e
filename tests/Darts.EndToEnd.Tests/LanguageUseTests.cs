using Darts.EndToEnd.Tests.Support;

namespace Darts.EndToEnd.Tests;

/// <summary><c>darts predict --text</c> and <c>darts generate</c>.</summary>
[Collection(nameof(LanguageProject))]
public sealed class LanguageUseTests(LanguageProject language)
{
    private readonly UserProject _project = language.Project;

    [Fact]
    public async Task A_text_is_foretold_word_by_word()
    {
        await File.WriteAllTextAsync(_project["letter.txt"], "a b c\nd\n", TestContext.Current.CancellationToken);
        var json = (await PredictAsync("--text", "letter.txt", "--json")).EndsWith(0).LastJsonLine;
        var words = json.GetProperty("words").EnumerateArray().ToArray();
        Assert.Equal(["a", "b", "c", "<eos>", "d", "<eos>"], words.Select(word => word.GetProperty("word").GetString()));
        double[] logarithms = [.. words.Select(word => word.GetProperty("logProbability").GetDouble())];
        Assert.All(logarithms, logarithm => Assert.InRange(logarithm, -20, 0));
        Assert.Equal(logarithms.Sum(), json.GetProperty("logProbability").GetDouble(), 1e-9);
        Assert.Equal(Math.Exp(-logarithms.Average()), json.GetProperty("perplexity").GetDouble(), 1e-9);

        var text = (await PredictAsync("--text", "letter.txt")).EndsWith(0);
        Assert.Equal(6, text.Out.Split('\n').Count(line => line.StartsWith("   -", StringComparison.Ordinal) || line.StartsWith("  -", StringComparison.Ordinal)));
        Assert.Contains(FormattableString.Invariant($"{json.GetProperty("perplexity").GetDouble():0.0}"), text.Out);
    }

    [Fact]
    public async Task Standard_input_is_a_text_too_and_the_test_text_is_as_likely_as_in_the_test()
    {
        using var running = Tool.Start(_project.Path, ["predict", .. Network, "--text", "-", "--json"]);
        running.Send(await File.ReadAllTextAsync(_project[LanguageProject.Text, "test.txt"], TestContext.Current.CancellationToken));
        var json = (await running.EndAsync()).EndsWith(0).LastJsonLine;
        Assert.Equal("standard input", json.GetProperty("text").GetString());
        Assert.Equal(20 * 7, json.GetProperty("words").GetArrayLength());
        // A test does not foretell the first word, and so reads the others after one word less.
        Assert.Equal(language.Result.LastJsonLine.GetProperty("testPerplexity").GetDouble(), json.GetProperty("perplexity").GetDouble(), 0.3);
    }

    [Fact]
    public async Task A_text_is_made_up_and_the_same_seed_makes_the_same()
    {
        var json = (await GenerateAsync("--prompt", "a b", "--words", "30", "--seed", "3", "--json")).EndsWith(0).LastJsonLine;
        string[] words = [.. json.GetProperty("words").EnumerateArray().Select(word => word.GetString()!)];
        string[] known = await File.ReadAllLinesAsync(_project["runs", LanguageProject.Name, "words.txt"], TestContext.Current.CancellationToken);
        Assert.Equal(30, words.Length);
        Assert.All(words, word => Assert.Contains(word, known));
        Assert.StartsWith("a b", json.GetProperty("text").GetString());

        var text = (await GenerateAsync("--prompt", "a b", "--words", "30", "--seed", "3")).EndsWith(0);
        Assert.Equal(json.GetProperty("text").GetString()!.TrimEnd('\n') + "\n", text.Out);
        Assert.NotEqual(text.Out, (await GenerateAsync("--prompt", "a b", "--words", "30", "--seed", "4")).EndsWith(0).Out);
        Assert.Equal(
            (await GenerateAsync("--temperature", "0", "--seed", "1", "--words", "12")).EndsWith(0).Out, (await GenerateAsync("--temperature", "0", "--seed", "2", "--words", "12")).EndsWith(0).Out);
    }

    [Fact]
    public async Task A_word_that_the_model_does_not_know_is_refused_where_it_has_none_for_such() =>
        (await GenerateAsync("--prompt", "a zebra")).Refuses("'--prompt': the model does not know the word 'zebra', and has no <unk> to take its place.");

    [Fact]
    public async Task A_word_that_the_model_does_not_know_is_read_as_unk_with_a_note()
    {
        // The same text in which one letter is the word for unknown ones.
        foreach (string file in (string[])["train.txt", "valid.txt", "test.txt"])
        {
            string text = await File.ReadAllTextAsync(_project[LanguageProject.Text, file], TestContext.Current.CancellationToken);
            Directory.CreateDirectory(_project["unknown"]);
            await File.WriteAllTextAsync(_project["unknown", file], text.Replace("l", "<unk>", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }
        (await _project.DartsAsync(LanguageProject.Train("unknown-runs", "1", "--no-build", "--data", "unknown"))).EndsWith(0);
        string weights = Path.Combine("unknown-runs", LanguageProject.Name, "weights.safetensors");
        var result = (await _project.DartsAsync("generate", "--network", LanguageProject.Name, "--weights", weights, "--no-build", "--prompt", "a zebra b", "--words", "5")).EndsWith(0);
        Assert.Contains("warning: the model does not know 'zebra': it reads <unk> there.", result.Error);
        Assert.StartsWith("a zebra b", result.Out);

        await File.WriteAllTextAsync(_project["zebra.txt"], "a zebra\n", TestContext.Current.CancellationToken);
        var scored = (await _project.DartsAsync("predict", "--network", LanguageProject.Name, "--weights", weights, "--no-build", "--text", "zebra.txt", "--json")).EndsWith(0).LastJsonLine;
        Assert.Equal([true, false, true], scored.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("known").GetBoolean()));
    }

    [Theory]
    [InlineData("empty.txt", "", "'empty.txt' is empty.")]
    [InlineData("latin.txt", "\u00E9", "'latin.txt' is no UTF-8 text.")]
    public async Task A_text_that_cannot_be_read_is_named(string file, string latin1, string message)
    {
        await File.WriteAllBytesAsync(_project[file], System.Text.Encoding.Latin1.GetBytes(latin1), TestContext.Current.CancellationToken);
        (await PredictAsync("--text", file)).Refuses(message);
    }

    [Fact]
    public async Task Images_are_nothing_for_a_language_model_and_weights_of_other_networks_name_no_words()
    {
        NpyFile.Write(_project["x.npy"], [1, 1, 4, 4], new float[16]);
        (await PredictAsync("--input", "x.npy", "--output", "y.npy")).Refuses("Tiny is a language model: it reads words, not images.");
        new GoldenFile("cnn-darts_v1-cifar-c4-l6.safetensors").WriteWeights("state.", _project["images.safetensors"]);
        (await _project.DartsAsync("generate", "--network", "Tiny", "--weights", "images.safetensors", "--no-build")).Refuses("'images.safetensors' does not say which words its numbers mean");
    }

    private static string[] Network => ["--network", LanguageProject.Name, "--weights", $"runs/{LanguageProject.Name}/weights.safetensors", "--no-build"];

    private Task<ToolResult> PredictAsync(params string[] more) => _project.DartsAsync(["predict", .. Network, .. more]);

    private Task<ToolResult> GenerateAsync(params string[] more) => _project.DartsAsync(["generate", .. Network, .. more]);
}
