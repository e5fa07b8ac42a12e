using Darts.Codegen.Tests.Harness;
using Darts.Genotypes;

namespace Darts.Codegen.Tests;

/// <summary>The table of rules, its pages and its release notes say the same.</summary>
public sealed class RuleTests
{
    /// <summary>What only MSBuild finds: an old compiler, no libtorch. ConsumerTests of Darts.Packages.Tests triggers them.</summary>
    private static readonly string[] OfTargets = ["DARTS060", "DARTS061"];

    private static readonly string Pages = Path.Combine(Clone.Root, "docs", "diagnostics");

    public static TheoryData<string> Ids => [.. GenotypeRules.All.Select(rule => rule.Id)];

    [Fact]
    public void Release_notes_list_every_rule_with_its_title()
    {
        string notes = File.ReadAllText(Path.Combine(Clone.Root, "generators", "Darts.Codegen", "AnalyzerReleases.Shipped.md"))
            + File.ReadAllText(Path.Combine(Clone.Root, "generators", "Darts.Codegen", "AnalyzerReleases.Unshipped.md"));
        var listed = notes.Split('\n').Where(line => line.StartsWith("DARTS", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries));
        Assert.Equal(GenotypeRules.All.Select(rule => (rule.Id, "Darts.Genotypes", "Error", rule.Title)), listed.Select(cells => (cells[0], cells[1], cells[2], cells[3])));
    }

    [Fact]
    public void Every_page_belongs_to_a_rule() =>
        Assert.Equal(
            GenotypeRules.All.Select(rule => rule.Id).Concat(OfTargets).Order(),
            Directory.GetFiles(Pages, "DARTS*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_whose_example_breaks_it(string id)
    {
        string page = File.ReadAllText(Path.Combine(Pages, id + ".md")).ReplaceLineEndings("\n");
        Assert.StartsWith($"# {id}: {GenotypeRules.All.First(rule => rule.Id == id).Title}\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Fix\n", page, StringComparison.Ordinal);
        (string, string?)[] files = [.. PageExamples.Files(page)];
        var project = new GeneratorHarness(files);
        Assert.Contains(id, project.Result.Diagnostics.Select(diagnostic => diagnostic.Id));
    }
}
