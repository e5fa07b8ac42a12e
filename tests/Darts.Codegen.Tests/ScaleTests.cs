using System.Diagnostics;
using System.Globalization;
using Darts.Codegen.Tests.Harness;

namespace Darts.Codegen.Tests;

public sealed class ScaleTests(ITestOutputHelper output)
{
    /// <summary>Prints the generator's time; nothing is asserted about it, because machines differ. The benchmark <c>peers generator</c> measures it.</summary>
    [Fact]
    public void A_thousand_genotypes_compile()
    {
        var clock = Stopwatch.StartNew();
        var project = new GeneratorHarness([.. Enumerable.Range(0, 1000).Select(i => (
            string.Create(CultureInfo.InvariantCulture, $"genotypes/{i}.genotype.json"),
            (string?)Sample.Named(string.Create(CultureInfo.InvariantCulture, $"Network{i}"))))]);
        TimeSpan all = clock.Elapsed;
        Assert.Empty(project.Result.Diagnostics);
        Assert.Equal(1000, project.Sources.Count);

        clock.Restart();
        project.SetFile("genotypes/500.genotype.json", Sample.Named("Edited"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1,000 genotypes: {all.TotalMilliseconds:F0} ms; after editing one: {clock.Elapsed.TotalMilliseconds:F0} ms"));

        // Every class by its declaration; the bodies, which are alike, of every fiftieth: binding all takes a minute.
        Assert.Empty(project.Output.GetDeclarationDiagnostics(TestContext.Current.CancellationToken));
        Assert.All(
            project.Output.SyntaxTrees.Where((_, i) => i % 50 == 0),
            tree => Assert.Empty(project.Output.GetSemanticModel(tree).GetDiagnostics(cancellationToken: TestContext.Current.CancellationToken)));
    }
}
