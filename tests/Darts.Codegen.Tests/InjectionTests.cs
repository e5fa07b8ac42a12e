using System.Text.Json;
using Darts.Codegen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Darts.Codegen.Tests;

/// <summary>A genotype may come from anywhere, and becomes code that a build compiles: none of its text may become code.</summary>
public sealed class InjectionTests
{
    [Theory]
    [InlineData("A { } public class Evil")]
    [InlineData("A; System.Environment.Exit(1);")]
    [InlineData("A\n#error")]
    [InlineData("A\u2028B")]
    [InlineData("A*/")]
    [InlineData("A\\u0042")]
    [InlineData("{{ 1 }}")]
    public void A_name_that_is_no_identifier_reaches_no_code(string name)
    {
        foreach (string genotype in new[] { Sample.Genotype(Sample.Cifar(Json(name))), Sample.Genotype(Sample.Cifar("Good"), name: Json(name)) })
        {
            var project = GeneratorHarness.Of(genotype);
            Assert.Equal("DARTS030", Assert.Single(project.Result.Diagnostics).Id);
            Assert.DoesNotContain(project.Sources.Values, source => source.Contains(name, StringComparison.Ordinal));
            Assert.Empty(project.Output.Complaints());
        }
    }

    [Theory]
    [InlineData("genotypes/a\n}class Evil{.genotype.json")]
    [InlineData("genotypes/a\u2028class Evil;.genotype.json")]
    [InlineData("genotypes/a\"+Evil+\".genotype.json")]
    [InlineData("genotypes/</auto-generated>{{1}}.genotype.json")]
    public void A_path_reaches_comments_and_literals_only(string path)
    {
        foreach (string content in new[] { Sample.Named("A"), Sample.Named("A").Replace("sep_conv_3x3", "?") })
        {
            var project = new GeneratorHarness((path, content));
            Assert.Empty(project.Output.Complaints());
            var classes = CSharpSyntaxTree.ParseText(project.Source, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken)
                .DescendantNodes().OfType<ClassDeclarationSyntax>().Select(type => type.Identifier.Text);
            Assert.DoesNotContain("Evil", classes);
        }
    }

    [Fact]
    public void Provenance_reaches_no_code()
    {
        string genotype = Sample.Named("A").TrimEnd()[..^1] + """, "provenance": { "method": "*/ class Evil;" } }""";
        Assert.DoesNotContain("Evil", GeneratorHarness.Of(genotype).Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_may_have_any_name_that_the_code_does_not_use_itself()
    {
        var used = CSharpSyntaxTree.ParseText(GeneratorHarness.Of(Sample.Genotype(Sample.Cifar("A") + "," + Sample.ImageNet("B"))).Source, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text).ToHashSet();
        string[] allowed = [.. used.Where(name => GeneratorHarness.Of(Sample.Named(name)).Result.Diagnostics.IsEmpty)];
        Assert.DoesNotContain("Cell", allowed);
        Assert.Contains("s0", allowed);

        var project = GeneratorHarness.Of(Sample.Genotype(string.Join(", ", allowed.Select(name => Sample.Cifar(name)).Concat(allowed.Select(name => Sample.ImageNet(name + "_ImageNet"))))));
        Assert.Empty(project.Result.Diagnostics);
        Assert.DoesNotContain(project.Output.Complaints(), complaint => complaint.Contains("error", StringComparison.Ordinal));
    }

    [Fact]
    public void So_may_one_that_is_compiled_for_inference()
    {
        var sample = GeneratorHarness.Of(Sample.Genotype(Sample.Cifar("A") + "," + Sample.ImageNet("B"))).SetEmit("inference");
        var used = CSharpSyntaxTree.ParseText(sample.Source, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text).ToHashSet();
        string[] allowed = [.. used.Where(name => GeneratorHarness.Of(Sample.Named(name)).Result.Diagnostics.IsEmpty)];
        Assert.DoesNotContain("Frame", allowed);
        Assert.Contains("Step", allowed);

        // Both forms: the class that trains bears the name itself.
        var project = GeneratorHarness.Of(Sample.Genotype(string.Join(", ", allowed.Select(name => Sample.Cifar(name))))).SetEmit("all");
        Assert.Empty(project.Result.Diagnostics);
        Assert.DoesNotContain(project.Output.Complaints(), complaint => complaint.Contains("error", StringComparison.Ordinal));
    }

    [Fact]
    public void So_may_a_language_model()
    {
        const string Edges = "1 ← 0 sigmoid, 2 ← 1 relu, 3 ← 1 identity, 4 ← 2 tanh", Concat = "2, 3, 4";
        var sample = GeneratorHarness.Of(Sample.Recurrent(Edges, Concat)).SetEmit("all");
        var used = sample.Sources.Values.SelectMany(static source => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text).ToHashSet();
        string[] allowed = [.. used.Where(name => name != "Language" && GeneratorHarness.Of(Sample.Recurrent(Edges, Concat, name)).Result.Diagnostics.IsEmpty)];
        Assert.DoesNotContain("ReaderCell", allowed);
        Assert.Contains("Describe", allowed);

        var project = new GeneratorHarness([.. allowed.Select((name, index) => ($"genotypes/{index}.genotype.json", (string?)Sample.Recurrent(Edges, Concat, name)))]).SetEmit("all");
        Assert.Empty(project.Result.Diagnostics);
        Assert.DoesNotContain(project.Output.Complaints(), complaint => complaint.Contains("error", StringComparison.Ordinal));
    }

    private static string Json(string text) => JsonSerializer.Serialize(text)[1..^1];
}
