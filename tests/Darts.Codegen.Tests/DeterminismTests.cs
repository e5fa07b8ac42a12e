using System.Globalization;
using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests;

public sealed class DeterminismTests
{
    private static readonly string Genotype = Sample.Genotype(Sample.Cifar("A", layers: 6, channels: 16) + ", " + Sample.ImageNet("B"));

    [Fact]
    public void Two_runs_give_the_same_bytes() => Assert.Equal(GeneratorHarness.Of(Genotype).Sources, GeneratorHarness.Of(Genotype).Sources);

    [Fact]
    public void A_culture_with_decimal_commas_changes_nothing()
    {
        string expected = GeneratorHarness.Of(Genotype).Source;
        CultureInfo before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−" };
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.Equal("0,5", 0.5.ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, GeneratorHarness.Of(Genotype).Source);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Generated_files_name_no_folder_of_the_machine()
    {
        var project = new GeneratorHarness(("../elsewhere/a.genotype.json", Sample.Named("A")), ("genotypes/b.genotype.json", Sample.Named("B")));
        Assert.DoesNotContain(project.Sources, source => (source.Key + source.Value).Contains(Path.GetFileName(GeneratorHarness.Project) + "/", StringComparison.Ordinal));
    }
}
