using System.Text.Json.Nodes;
using Darts.Genotypes;
using Darts.Networks;
using Darts.Search.Tests.Support;
using Darts.Training;

namespace Darts.Search.Tests.Searching;

public sealed class SearchLoopTests(WholeSearch tiny) : IClassFixture<WholeSearch>
{
    private static SearchSettings First => TinySearch.Settings;

    private static SearchSettings Second => TinySearch.Settings with { Order = SearchOrder.Second, WarmUpEpochs = 1 };

    [Fact]
    public void The_same_seed_gives_the_same_genotype_and_losses_and_another_seed_others()
    {
        AssertSame(tiny.Whole, WholeSearch.Run, tiny.Search("again", First), "again");
        var other = tiny.Search("other seed", First with { Seed = 5 });
        Assert.NotEqual(Metrics(WholeSearch.Run), Metrics("other seed"));
        Assert.NotEqual(tiny.Whole.Genotype, other.Genotype);
    }

    [Fact]
    public void A_first_order_search_stopped_at_any_step_ends_as_if_it_had_not_been() => AssertResumable(tiny.Whole, WholeSearch.Run, First, [1, 3, 5]);

    [Fact]
    public void A_second_order_search_stopped_at_any_step_ends_as_if_it_had_not_been() =>
        AssertResumable(tiny.Search("whole second", Second), "whole second", Second, [2, 4]);

    [Fact]
    public void A_search_stopped_again_and_again_ends_as_if_it_had_not_been()
    {
        int stops = 0;
        while (tiny.SearchUntilStopped("many pieces", First, steps: 2))
            stops++;
        Assert.Equal(3, stops);
        AssertSame(tiny.Whole, WholeSearch.Run, tiny.Resume("many pieces", First), "many pieces");
    }

    [Fact]
    public void Every_epoch_leaves_a_genotype_that_reads_back_and_the_alpha_it_was_derived_from()
    {
        for (int epoch = 1; epoch <= First.Epochs; epoch++)
        {
            var reading = GenotypeReader.Read(File.ReadAllText(Path.Combine(tiny.Folder(WholeSearch.Run), "genotypes", $"epoch-00{epoch}.genotype.json")));
            Assert.Empty(reading.Problems);
            var genotype = Assert.IsType<ConvolutionalGenotype>(reading.Genotype);
            Assert.Equal(new Provenance("darts-first-order", "random", First.Seed, epoch), genotype.Provenance);
            Assert.Equal(new ImageNetworkSpec("Tiny", ImageMacro.Cifar, 4, 3, 3, new ImageShape(1, 8, 8), Auxiliary: false), Assert.Single(genotype.Networks));
            Assert.Equal(genotype.Normal, GenotypeDerivation.Derive(Alphas(epoch, "normal"), CellSpace.Convolutional));
            Assert.Equal(genotype.Reduce, GenotypeDerivation.Derive(Alphas(epoch, "reduce"), CellSpace.Convolutional));
        }

        Assert.Equal(GenotypeWriter.Write(tiny.Whole.Genotype), File.ReadAllText(tiny.Whole.GenotypeFile));
    }

    [Fact]
    public void Metrics_name_both_levels_and_leave_alpha_out_while_it_warms_up()
    {
        tiny.Search("warm-up", First with { WarmUpEpochs = 1, ValidatesEpochs = false });
        var lines = File.ReadAllLines(Path.Combine(tiny.Folder("warm-up"), "metrics.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        string[] always = ["epoch", "loss", "accuracy", "normalEntropy", "reduceEntropy", "learningRate", "imagesPerSecond", "seconds"];
        Assert.Equal(always.Order(), lines[0].Select(pair => pair.Key).Order());
        Assert.Equal(always.Concat(["architectureLoss", "architectureAccuracy"]).Order(), lines[1].Select(pair => pair.Key).Order());
        Assert.Equal(Math.Log(8), (double)lines[0]["normalEntropy"]!, 1e-4);
    }

    [Fact]
    public void The_validation_pass_changes_metrics_only()
    {
        Assert.Equal(tiny.Whole.Genotype, tiny.Search("no validation", First with { ValidatesEpochs = false }).Genotype);
        Assert.Contains("validationLoss", Metrics(WholeSearch.Run)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_resume_with_another_setting_is_refused_by_its_name()
    {
        tiny.SearchUntilStopped("refused", First, steps: 1);
        var error = Assert.Throws<DartsException>(() => tiny.Resume("refused", First with { Channels = 3 }));
        Assert.Contains("channels was 2 there and is 3 now", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_search_and_names_the_last_good_checkpoint()
    {
        var wild = First with { LearningRate = 1e30, MinimumLearningRate = 0, GradientClip = 1e30 };
        var loop = tiny.Loop(wild);
        var run = RunFolder.Create(tiny.Folder("wild"), loop.Configuration());
        var error = Assert.Throws<DartsException>(() => loop.Run(run, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("no longer finite", error.Message, StringComparison.Ordinal);
        Assert.Contains("There is no checkpoint yet", error.Message, StringComparison.Ordinal);
        Assert.False(run.HasCheckpoint);
    }

    [Fact]
    public void A_name_no_class_can_have_is_refused_before_the_search()
    {
        var error = Assert.Throws<DartsException>(() => new ImageSearch(tiny.Data, First, TorchSharp.torch.CPU, "2nd-try"));
        Assert.Contains("2nd-try", error.Message, StringComparison.Ordinal);
    }

    private void AssertResumable(SearchResult whole, string wholeRun, SearchSettings settings, int[] stops)
    {
        foreach (int steps in stops)
        {
            string run = $"{wholeRun} stopped at {steps}";
            Assert.True(tiny.SearchUntilStopped(run, settings, steps));
            AssertSame(whole, wholeRun, tiny.Resume(run, settings), run);
        }
    }

    /// <summary>Two runs came to the same, to the last bit.</summary>
    private void AssertSame(SearchResult whole, string wholeRun, SearchResult pieces, string piecesRun)
    {
        Assert.Equal(whole.Genotype, pieces.Genotype);
        Assert.Equal(Metrics(wholeRun), Metrics(piecesRun));
        Assert.Equal(AlphaText(wholeRun, First.Epochs), AlphaText(piecesRun, First.Epochs));
    }

    /// <summary>All metrics that do not measure time, to the last bit.</summary>
    private string[] Metrics(string run) => [.. File.ReadAllLines(Path.Combine(tiny.Folder(run), "metrics.jsonl")).Select(line =>
    {
        var values = JsonNode.Parse(line)!.AsObject();
        Assert.True(values.Remove("seconds") && values.Remove("imagesPerSecond"));
        return values.ToJsonString();
    })];

    private string AlphaText(string run, int epoch) => File.ReadAllText(Path.Combine(tiny.Folder(run), "alphas", $"epoch-00{epoch}.json"));

    private TorchSharp.torch.Tensor Alphas(int epoch, string kind)
    {
        var rows = JsonNode.Parse(AlphaText(WholeSearch.Run, epoch))![kind]!.AsArray();
        float[] values = [.. rows.SelectMany(row => row!.AsArray()).Select(value => (float)value!)];
        return TorchSharp.torch.tensor(values, [14, 8]);
    }
}
