using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests.Fusing;

public sealed class FusionSwitchTests
{
    private static readonly string Genotype = Sample.Genotype(Sample.Cifar("A"), "2 ← 0 sep_conv_3x3, 3 ← 0 sep_conv_3x3", "2, 3");

    [Theory]
    [InlineData("off")]
    [InlineData("Off")]
    public void Fusion_can_be_turned_off(string value)
    {
        string code = GeneratorHarness.Of(Genotype).SetFusion(value).Source;
        Assert.Contains("_op0.forward(s0.relu())", code, StringComparison.Ordinal);
        Assert.Contains("_op1.forward(s0.relu())", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("on")]
    public void It_is_on_otherwise(string value)
    {
        string code = GeneratorHarness.Of(Genotype).SetFusion(value).Source;
        Assert.Contains("{ \"0+1\", _sepConv3x3Of0 = new(channels, 3, stride: 1, branches: 2) }", code, StringComparison.Ordinal);
    }
}
