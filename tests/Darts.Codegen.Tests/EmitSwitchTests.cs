using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests;

public sealed class EmitSwitchTests
{
    private const string Training = "genotypes/sample.genotype.g.cs", Inference = "genotypes/sample.genotype.Inference.g.cs";
    private static readonly string Genotype = Sample.Genotype(Sample.Cifar("A"), "2 ← 0 sep_conv_3x3, 3 ← 0 sep_conv_3x3", "2, 3");

    [Theory]
    [InlineData("", Training, Inference)]
    [InlineData("all", Training, Inference)]
    [InlineData("training", Training)]
    [InlineData("Inference", Inference)]
    public void A_project_says_which_classes_are_made(string value, params string[] files) =>
        Assert.Equal(files.Order(), GeneratorHarness.Of(Genotype).SetEmit(value).Sources.Keys.Order());

    [Fact]
    public void Both_classes_compile_without_a_complaint() => Assert.Empty(GeneratorHarness.Of(Genotype).SetEmit("all").Output.Complaints());

    [Fact]
    public void A_class_for_inference_names_neither_TorchSharp_nor_the_training_classes()
    {
        string code = GeneratorHarness.Of(Genotype).SetEmit("inference").Source;
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
}
