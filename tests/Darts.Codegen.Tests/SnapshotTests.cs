using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void A_whole_network_reads_well()
    {
        string networks = Sample.Cifar("SmallCifar", layers: 6, input: "3, 32, 32", channels: 16) + ", " + Sample.ImageNet("SmallImageNet", auxiliary: false);
        Check("WholeNetwork", Sample.Genotype(
            networks,
            "2 ← 0 sep_conv_3x3, 2 ← 1 sep_conv_5x5, 3 ← 1 skip_connect, 3 ← 2 dil_conv_3x3, 4 ← 0 avg_pool_3x3, 4 ← 0 sep_conv_3x3, 5 ← 3 max_pool_3x3",
            "2, 3, 5",
            "2 ← 0 max_pool_3x3, 2 ← 1 skip_connect, 3 ← 2 skip_connect, 3 ← 2 dil_conv_5x5",
            "2, 3"));
    }

    [Theory]
    [InlineData("max_pool_3x3")]
    [InlineData("avg_pool_3x3")]
    [InlineData("skip_connect")]
    [InlineData("sep_conv_3x3")]
    [InlineData("sep_conv_5x5")]
    [InlineData("sep_conv_7x7")]
    [InlineData("dil_conv_3x3")]
    [InlineData("dil_conv_5x5")]
    [InlineData("conv_7x1_1x7")]
    public void Every_operation_reads_well(string operation) =>
        Check(operation, Sample.Genotype(Sample.Cifar("Small", auxiliary: false), $"2 ← 0 {operation}", "2", $"2 ← 1 {operation}, 3 ← 2 {operation}", "3"));

    [Fact]
    public void Plain_code_reads_well()
    {
        var harness = GeneratorHarness.Of(Merging).SetFusion("off");
        Snapshot.Matches(harness.Source, "Plain");
        Assert.Empty(harness.Output.Complaints());
    }

    [Fact]
    public void What_is_shared_and_merged_reads_well() => Check("Merged", Merging);

    [Fact]
    public void A_broken_genotype_leaves_stubs_that_read_well() => Check("Stub", Sample.Named("Stub").Replace("sep_conv_3x3", "sep_conv_9x9"));

    [Theory]
    [InlineData("on", "Recurrent")]
    [InlineData("off", "RecurrentPlain")]
    public void A_language_model_reads_well(string fusion, string name)
    {
        var harness = GeneratorHarness.Of(Recurrent).SetFusion(fusion);
        Snapshot.Matches(harness.Source, name);
        Assert.Empty(harness.Output.Complaints());
    }

    [Fact]
    public void A_language_models_class_for_inference_reads_well()
    {
        var harness = GeneratorHarness.Of(Recurrent).SetEmit("inference");
        Snapshot.Matches(harness.Source, "RecurrentInference");
        Assert.Empty(harness.Output.Complaints());
    }

    /// <summary>A recurrent genotype with products to merge and a dead node.</summary>
    private static string Recurrent => """
        {
          "version": 1, "kind": "recurrent", "name": "Rnn",
          "recurrent": {
            "edges": [
              { "node": 1, "from": 0, "op": "sigmoid" },
              { "node": 2, "from": 1, "op": "relu" },
              { "node": 3, "from": 1, "op": "identity" },
              { "node": 4, "from": 2, "op": "tanh" },
              { "node": 5, "from": 1, "op": "tanh" }
            ],
            "concat": [1, 2, 3, 5]
          },
          "networks": [{ "name": "Language", "macro": "language", "embedding": 300, "hidden": 300, "vocabulary": 10000 }]
        }
        """;

    /// <summary>A genotype with branches to merge, a pool to share, and convolutions that inference can sum.</summary>
    private static string Merging => Sample.Genotype(
        Sample.Cifar("Small", auxiliary: false),
        "2 ← 0 sep_conv_3x3, 2 ← 1 dil_conv_5x5, 3 ← 0 sep_conv_3x3, 3 ← 1 skip_connect, 4 ← 0 max_pool_3x3, 5 ← 0 max_pool_3x3, 5 ← 2 skip_connect, 5 ← 1 skip_connect",
        "2, 3, 4, 5");

    private static void Check(string name, string genotype)
    {
        var harness = GeneratorHarness.Of(genotype);
        Snapshot.Matches(harness.Source, name);
        Assert.Empty(harness.Output.Complaints());
    }
}
