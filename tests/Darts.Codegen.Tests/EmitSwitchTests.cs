using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests;

public sealed class EmitSwitchTests
{
    private const string Training = "genotypes/sample.genotype.g.cs", Inference = "genotypes/sample.genotype.Inference.g.cs";
    private static readonly string Recurrent = Sample.Recurrent("1 ← 0 sigmoid, 2 ← 1 relu", "1, 2");
    private static readonly string Genotype = Sample.Genotype(Sample.Cifar("A"), "2 ← 0 sep_conv_3x3, 3 ← 0 sep_conv_3x3", "2, 3");

    [Theory]
    [InlineData("", Training, Inference)]
    [InlineData("all", Training, Inference)]
    [InlineData("training", Training)]
    [InlineData("Inference", Inference)]
    public void A_project_says_which_classes_are_made(string value, params string[] files) =>
        Assert.Equal(files.Order(), GeneratorHarness.Of(Genotype).SetEmit(value).Sources.Keys.Order());

    [Theory]
    [InlineData("", Training, Inference)]
    [InlineData("training", Training)]
    [InlineData("inference", Inference)]
    public void Of_language_models_too(string value, params string[] files) =>
        Assert.Equal(files.Order(), GeneratorHarness.Of(Recurrent).SetEmit(value).Sources.Keys.Order());

    [Fact]
    public void Both_classes_compile_without_a_complaint() =>
        Assert.All([Genotype, Recurrent], static genotype => Assert.Empty(GeneratorHarness.Of(genotype).SetEmit("all").Output.Complaints()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_class_for_inference_names_neither_TorchSharp_nor_the_training_classes(bool isRecurrent)
    {
        string code = GeneratorHarness.Of(isRecurrent ? Recurrent : Genotype).SetEmit("inference").Source;
        Assert.DoesNotContain("TorchSharp", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Darts.Networks", code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_for_inference_says_which_edges_it_computes()
    {
        string code = GeneratorHarness.Of(Genotype).SetEmit("inference").Source;
        Assert.Contains("// node 2 ← sep_conv_3x3(c_{k-2})", code, StringComparison.Ordinal);
        Assert.Contains("// node 3 ← sep_conv_3x3(c_{k-2})", code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_models_class_for_inference_has_a_line_for_each_node()
    {
        string code = GeneratorHarness.Of(Recurrent).SetEmit("inference").Source;
        Assert.Contains("// node 1 ← sigmoid(node 0)", code, StringComparison.Ordinal);
        Assert.Contains("// node 2 ← relu(node 1)", code, StringComparison.Ordinal);
    }
}
