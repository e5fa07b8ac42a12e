using System.Text.Json.Nodes;
using Darts.Genotypes;
using Darts.Networks;
using Darts.Search.Tests.Support;
using Darts.Training;

namespace Darts.Search.Tests.Searching;

public sealed class SearchLoopTests
{
    private static SearchSettings First => TinySearch.Settings;

    private static SearchSettings Second => TinySearch.Settings with { Order = SearchOrder.Second, WarmUpEpochs = 1 };

    [Fact]
    public void The_same_seed_gives_the_same_genotype_and_losses_and_another_seed_others()
    {
        using var tiny = new TinySearch();
        var (once, again, other) = (tiny.Search("once", First), tiny.Search("again", First), tiny.Search("other", First with { Seed = 5 }));
        Assert.Equal(once.Genotype, again.Genotype);
        Assert.Equal(Metrics(tiny, "once"), Metrics(tiny, "again"));
        Assert.NotEqual(Metrics(tiny, "once"), Metrics(tiny, "other"));
        Assert.NotEqual(once.Genotype, other.Genotype);
    }

    [Fact]
    public void A_first_order_search_stopped_at_any_step_ends_as_if_it_had_not_been() => AssertResumable(First, [1, 2, 3, 5, 6]);

    [Fact]
    public void A_second_order_search_stopped_at_any_step_ends_as_if_it_had_not_been() => AssertResumable(Second, [2, 4]);

    [Fact]
    public void A_search_stopped_again_and_again_ends_as_if_it_had_not_been()
    {
        using var tiny = new TinySearch();
        var whole = tiny.Search("whole", First);
        while (tiny.SearchUntilStopped("pieces", First, steps: 2))
        {
        }

        AssertSame(tiny, whole, tiny.Resume("pieces", First));
    }

    [Fact]
    public void Every_epoch_leaves_a_genotype_that_reads_back_and_the_alpha_it_was_derived_from()
    {
        using var tiny = new TinySearch();
        var result = tiny.Search("run", First);
        for (int epoch = 1; epoch <= First.Epochs; epoch++)
        {
            var reading = GenotypeReader.Read(File.ReadAllText(Path.Combine(tiny.Folder("run"), "genotypes", $"epoch-00{epoch}.genotype.json")));
            Assert.Empty(reading.Problems);
            var genotype = Assert.IsType<ConvolutionalGenotype>(reading.Genotype);
            Assert.Equal(new Provenance("darts-first-order", "random", First.Seed, epoch), genotype.Provenance);
            Assert.Equal(new ImageNetworkSpec("Tiny", ImageMacro.Cifar, 4, 3, 3, new ImageShape(1, 8, 8), Auxiliary: false), Assert.Single(genotype.Networks));
            Assert.Equal(genotype.Normal, GenotypeDerivation.Derive(Alphas(tiny, epoch, "normal")));
            Assert.Equal(genotype.Reduce, GenotypeDerivation.Derive(Alphas(tiny, epoch, "reduce")));
        }

        Assert.Equal(GenotypeWriter.Write(result.Genotype), File.ReadAllText(result.GenotypeFile));
    }

    [Fact]
    public void Metrics_name_both_levels_and_leave_alpha_out_while_it_warms_up()
    {
        using var tiny = new TinySearch();
        tiny.Search("run", Second with { ValidatesEpochs = false });
        var lines = File.ReadAllLines(Path.Combine(tiny.Folder("run"), "metrics.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        string[] always = ["epoch", "loss", "accuracy", "normalEntropy", "reduceEntropy", "learningRate", "imagesPerSecond", "seconds"];
        Assert.Equal(always.Order(), lines[0].Select(pair => pair.Key).Order());
        Assert.Equal(always.Concat(["architectureLoss", "architectureAccuracy"]).Order(), lines[1].Select(pair => pair.Key).Order());
        Assert.Equal(Math.Log(8), (double)lines[0]["normalEntropy"]!, 1e-4);
    }

    [Fact]
    public void The_validation_pass_changes_metrics_only()
    {
        using var tiny = new TinySearch();
        Assert.Equal(tiny.Search("with", First).Genotype, tiny.Search("without", First with { ValidatesEpochs = false }).Genotype);
    }

    [Fact]
    public void A_resume_with_another_setting_is_refused_by_its_name()
    {
        using var tiny = new TinySearch();
        tiny.SearchUntilStopped("run", First, steps: 1);
        var error = Assert.Throws<DartsException>(() => tiny.Resume("run", First with { Channels = 3 }));
        Assert.Contains("channels was 2 there and is 3 now", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_search_and_names_the_last_good_checkpoint()
    {
        using var tiny = new TinySearch();
        var wild = First with { LearningRate = 1e30, MinimumLearningRate = 0, GradientClip = 1e30 };
        var loop = tiny.Loop(wild);
        var run = RunFolder.Create(tiny.Folder("run"), loop.Configuration());
        var error = Assert.Throws<DartsException>(() => loop.Run(run, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("no longer finite", error.Message, StringComparison.Ordinal);
        Assert.Contains("There is no checkpoint yet", error.Message, StringComparison.Ordinal);
        Assert.False(run.HasCheckpoint);
    }

    [Fact]
    public void A_name_no_class_can_have_is_refused_before_the_search()
    {
        using var tiny = new TinySearch();
        var error = Assert.Throws<DartsException>(() => new SearchLoop(tiny.Data, First, TorchSharp.torch.CPU, "2nd-try"));
        Assert.Contains("2nd-try", error.Message, StringComparison.Ordinal);
    }

    private static void AssertResumable(SearchSettings settings, int[] stops)
    {
        using var tiny = new TinySearch();
        var whole = tiny.Search("whole", settings);
        foreach (int steps in stops)
        {
            Assert.True(tiny.SearchUntilStopped("pieces", settings, steps));
            AssertSame(tiny, whole, tiny.Resume("pieces", settings));
            Directory.Delete(tiny.Folder("pieces"), recursive: true);
        }
    }

    /// <summary>The run "pieces" came to what the run "whole" did, to the last bit.</summary>
    private static void AssertSame(TinySearch tiny, SearchResult whole, SearchResult pieces)
    {
        Assert.Equal(whole.Genotype, pieces.Genotype);
        Assert.Equal(Metrics(tiny, "whole"), Metrics(tiny, "pieces"));
        Assert.Equal(Alphas(tiny, "whole", TinySearch.Settings.Epochs), Alphas(tiny, "pieces", TinySearch.Settings.Epochs));
    }

    /// <summary>All metrics that do not measure time, to the last bit.</summary>
    private static string[] Metrics(TinySearch tiny, string run) => [.. File.ReadAllLines(Path.Combine(tiny.Folder(run), "metrics.jsonl")).Select(line =>
    {
        var values = JsonNode.Parse(line)!.AsObject();
        Assert.True(values.Remove("seconds") && values.Remove("imagesPerSecond"));
        return values.ToJsonString();
    })];

    private static string Alphas(TinySearch tiny, string run, int epoch) => File.ReadAllText(Path.Combine(tiny.Folder(run), "alphas", $"epoch-00{epoch}.json"));

    private static TorchSharp.torch.Tensor Alphas(TinySearch tiny, int epoch, string kind)
    {
        var rows = JsonNode.Parse(Alphas(tiny, "run", epoch))![kind]!.AsArray();
        float[] values = [.. rows.SelectMany(row => row!.AsArray()).Select(value => (float)value!)];
        return TorchSharp.torch.tensor(values, [14, 8]);
    }
}
