using System.Text.Json.Nodes;
using Darts.Genotypes;
using Darts.Networks;
using Darts.Search.Tests.Support;
using Darts.Training;

namespace Darts.Search.Tests.Searching;

public sealed class LanguageSearchTests(TinyLanguageSearch tiny) : IClassFixture<TinyLanguageSearch>
{
    private static LanguageSearchSettings First => TinyLanguageSearch.Settings;

    private static LanguageSearchSettings Second => First with { Order = SearchOrder.Second };

    [Fact]
    public void The_same_seed_gives_the_same_genotype_and_losses_and_another_seed_others()
    {
        AssertSame(tiny.Whole, TinyLanguageSearch.Run, tiny.Search("again", First), "again");
        var other = tiny.Search("other seed", First with { Seed = 5 });
        Assert.NotEqual(Metrics(TinyLanguageSearch.Run), Metrics("other seed"));
        Assert.NotEqual(tiny.Whole.Genotype, other.Genotype);
    }

    [Theory]
    [InlineData(SearchOrder.First)]
    [InlineData(SearchOrder.Second)]
    public void A_search_stopped_at_any_step_ends_as_if_it_had_not_been(SearchOrder order)
    {
        var settings = order == SearchOrder.First ? First : Second;
        string whole = $"whole {order}";
        var result = tiny.Search(whole, settings);
        foreach (int steps in (int[])[1, 2, 4, 6])
        {
            string run = $"{order} stopped at {steps}";
            Assert.True(tiny.SearchUntilStopped(run, settings, steps));
            AssertSame(result, whole, tiny.Resume(run, settings), run);
        }
    }

    [Fact]
    public void A_search_stopped_again_and_again_ends_as_if_it_had_not_been()
    {
        while (tiny.SearchUntilStopped("many pieces", First, steps: 1))
        {
        }
        AssertSame(tiny.Whole, TinyLanguageSearch.Run, tiny.Resume("many pieces", First), "many pieces");
    }

    [Fact]
    public void Every_epoch_leaves_a_genotype_that_reads_back_and_the_alpha_it_was_derived_from()
    {
        var recorded = RecordedEpoch.Read(RunFolder.Open(tiny.Folder(TinyLanguageSearch.Run)));
        Assert.Equal([1, 2], recorded.Select(epoch => epoch.Number));
        foreach (var epoch in recorded)
        {
            var genotype = Assert.IsType<RecurrentGenotype>(epoch.Genotype);
            Assert.Equal(new Provenance("darts-first-order", "random", First.Seed, epoch.Number), genotype.Provenance);
            Assert.Equal(new LanguageNetworkSpec("Tiny", Embedding: 8, Hidden: 8, Vocabulary: 11), Assert.Single(genotype.Networks));
            var table = Assert.Single(epoch.Alphas);
            Assert.Equal("recurrent", table.Cell);
            Assert.Equal(["none", "tanh", "relu", "sigmoid", "identity"], table.Operations);
            double[] weights = [.. Enumerable.Range(0, 36).SelectMany(table.Weights)];
            Assert.Equal(genotype.Recurrent, GenotypeDerivation.Derive(weights, CellSpace.Recurrent));
        }
        Assert.Equal(recorded[^1].Genotype, tiny.Whole.Genotype);
        Assert.Equal(GenotypeWriter.Write(tiny.Whole.Genotype), File.ReadAllText(tiny.Whole.GenotypeFile));
    }

    [Fact]
    public void Metrics_name_both_levels_and_the_validation_text()
    {
        var lines = Metrics(TinyLanguageSearch.Run).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.Equal(
            ["epoch", "loss", "perplexity", "architectureLoss", "architecturePerplexity", "validationLoss", "validationPerplexity", "recurrentEntropy", "learningRate"],
            lines[0].Select(pair => pair.Key));
        Assert.All(lines, line => Assert.Equal(Math.Exp((double)line["validationLoss"]!), (double)line["validationPerplexity"]!, 1e-9));
        Assert.InRange((double)lines[0]["recurrentEntropy"]!, 1, Math.Log(5));
    }

    [Fact]
    public void A_text_in_which_every_word_says_the_next_is_learnt()
    {
        var settings = First with { Epochs = 6, Width = 16, BatchSize = 8, Length = 10, LearningRate = 5, Dropouts = Dropouts.None };
        // 201 words a column and a period of 7: the sequences of a batch differ, or they had no variance.
        string learnable = string.Join(' ', Enumerable.Range(0, 1608).Select(place => "abcdefg"[place % 7]));
        using var corpus = tiny.Load("turns", learnable, learnable);
        var loop = new LanguageSearch(corpus, settings, TorchSharp.torch.CPU, "Turns");
        loop.Run(RunFolder.Create(tiny.Folder("turns"), loop.Configuration()), cancellation: TestContext.Current.CancellationToken);
        double[] Of(string name) => [.. Metrics("turns").Select(line => (double)JsonNode.Parse(line)![name]!)];
        Assert.True(Of("perplexity")[^1] < 2, string.Join(", ", Of("perplexity")));
        // The one batch norm's running statistics are those of no node: evaluation lags behind.
        Assert.True(Of("validationPerplexity")[^1] < 6, string.Join(", ", Of("validationPerplexity")));
    }

    [Fact]
    public void A_resume_with_another_setting_is_refused_by_its_name()
    {
        tiny.SearchUntilStopped("refused", First, steps: 1);
        var error = Assert.Throws<DartsException>(() => tiny.Resume("refused", First with { Width = 3 }));
        Assert.Contains("width was 6 there and is 3 now", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_search_and_names_the_last_good_checkpoint()
    {
        var error = Assert.Throws<DartsException>(() => tiny.Search("wild", First with { LearningRate = 1e30, GradientClip = 1e30 }));
        Assert.Contains("no longer finite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_too_short_for_the_batch_is_refused_with_its_length()
    {
        var error = Assert.Throws<DartsException>(() => tiny.Search("short", First with { BatchSize = 8 }));
        Assert.Contains("validation text has 22 words", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Two runs came to the same, to the last bit.</summary>
    private void AssertSame(SearchResult whole, string wholeRun, SearchResult pieces, string piecesRun)
    {
        Assert.Equal(whole.Genotype, pieces.Genotype);
        Assert.Equal(Metrics(wholeRun), Metrics(piecesRun));
        Assert.Equal(AlphaText(wholeRun), AlphaText(piecesRun));
    }

    /// <summary>All metrics that do not measure time, to the last bit.</summary>
    private string[] Metrics(string run) => [.. File.ReadAllLines(Path.Combine(tiny.Folder(run), "metrics.jsonl")).Select(line =>
    {
        var values = JsonNode.Parse(line)!.AsObject();
        Assert.True(values.Remove("seconds") && values.Remove("wordsPerSecond"));
        return values.ToJsonString();
    })];

    private string AlphaText(string run) => File.ReadAllText(Path.Combine(tiny.Folder(run), "alphas", "epoch-002.json"));
}
