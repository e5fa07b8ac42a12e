using Darts.Codegen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Darts.Codegen.Tests;

public sealed class DiagnosticsTests
{
    private static readonly string Folder = Path.Combine(GeneratorHarness.Project, "genotypes") + Path.DirectorySeparatorChar;

    [Fact]
    public void A_diagnostic_prints_file_line_and_column()
    {
        Diagnostic diagnostic = Assert.Single(GeneratorHarness.Of(Sample.Named("A").Replace("sep_conv_3x3", "sep_conv_9x9")).Result.Diagnostics);
        Assert.StartsWith($"{Folder}sample.genotype.json(6,45): error DARTS010: 'sep_conv_9x9'", diagnostic.ToString(), StringComparison.Ordinal);
        Assert.Equal("\"sep_conv_9x9\"".Length, diagnostic.Location.SourceSpan.Length);
    }

    [Fact]
    public void A_broken_genotype_is_one_error_however_much_code_uses_its_class()
    {
        var project = GeneratorHarness.Of(Sample.Named("A").Replace("sep_conv_3x3", "sep_conv_9x9"))
            .AddCode("class Use { Consumer.A a = new(); object Run(TorchSharp.torch.Tensor x) => a.forward(x); }");
        Assert.Single(project.Result.Diagnostics);
        Assert.Empty(project.Output.Complaints());
    }

    [Fact]
    public void Text_that_is_no_JSON_leaves_its_classes_too()
    {
        var project = GeneratorHarness.Of(Sample.Named("A").Replace("\"version\": 1,", "\"version\" 1,"));
        Assert.Equal("DARTS001", Assert.Single(project.Result.Diagnostics).Id);
        Assert.Contains("class A : ImageClassifier", project.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_file_with_a_class_is_told_and_the_first_keeps_it()
    {
        var project = new GeneratorHarness(
            ("genotypes/b.genotype.json", Sample.Genotype(Sample.Cifar("Same", channels: 8) + ", " + Sample.Cifar("Other"))),
            ("genotypes/a.genotype.json", Sample.Named("Same")));
        Diagnostic diagnostic = Assert.Single(project.Result.Diagnostics);
        Assert.StartsWith($"{Folder}b.genotype.json(14,15): error DARTS050: The class 'Same' is also defined by genotypes/a.genotype.json", diagnostic.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("class Same", project.Sources["genotypes/b.genotype.g.cs"], StringComparison.Ordinal);
        Assert.Contains("class Other", project.Sources["genotypes/b.genotype.g.cs"], StringComparison.Ordinal);
        Assert.Empty(project.Output.Complaints());
    }

    [Fact]
    public void A_clash_that_is_resolved_is_forgotten()
    {
        var project = new GeneratorHarness(("genotypes/a.genotype.json", Sample.Named("Same")), ("genotypes/b.genotype.json", Sample.Named("Same")));
        project.SetFile("genotypes/b.genotype.json", Sample.Named("Different"));
        Assert.Empty(project.Result.Diagnostics);
        Assert.Equal(2, project.Sources.Count);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        var project = new GeneratorHarness(("genotypes/lost.genotype.json", null));
        Assert.Contains("DARTS052: The file 'genotypes/lost.genotype.json' cannot be read", Assert.Single(project.Result.Diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Moving_a_problem_down_moves_the_diagnostic()
    {
        string broken = Sample.Named("A").Replace("sep_conv_3x3", "sep_conv_9x9");
        GeneratorHarness project = GeneratorHarness.Of(broken).SetFile("genotypes/sample.genotype.json", "\n\n" + broken);
        Assert.Equal(7, Assert.Single(project.Result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }
}
