namespace Darts.Genotypes.Tests;

/// <summary>docs/genotype-format.md says what is so.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "genotype-format.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_example_is_valid_and_canonical()
    {
        string example = Page.Split("```json\n")[1].Split("```")[0];
        Assert.Equal(example, GenotypeWriter.Write(Sample.Valid(example)));
    }

    [Fact]
    public void The_error_shown_is_the_one_reported()
    {
        string example = Page.Split("```json\n")[1].Split("```")[0];
        GenotypeProblem problem = Assert.Single(GenotypeReader.Read(example.With("dil_conv_5x5", "dil_conv_5x6")).Problems);
        string shown = Page.Split("genotypes/example.genotype.json")[1].Split('…')[0];
        Assert.StartsWith(shown, $"{problem.Span}: error {problem.Id}: {problem.Message}");
    }

    [Fact]
    public void Every_rule_is_within_a_range_of_the_table()
    {
        var ranges = System.Text.RegularExpressions.Regex.Matches(Page, "DARTS([0-9]{3})–DARTS([0-9]{3})").Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();
        Assert.All(GenotypeRules.All, rule => Assert.Single(ranges, range =>
            string.CompareOrdinal(rule.Id[5..], range.Item1) >= 0 && string.CompareOrdinal(rule.Id[5..], range.Item2) <= 0));
        Assert.All(ranges, range => Assert.Contains(GenotypeRules.All, rule => rule.Id[5..] == range.Item2));
    }

    [Fact]
    public void Every_key_and_operation_is_named()
    {
        ObjectShape[] shapes = [ObjectShape.Convolutional, ObjectShape.Recurrent, ObjectShape.Cell, ObjectShape.Edge, ObjectShape.ImageNetwork, ObjectShape.LanguageNetwork, ObjectShape.Provenance];
        Assert.All(shapes.SelectMany(shape => shape.Keys), key => Assert.Contains($"`{key}`", Page));
        Assert.All(Operations.Convolutional.Concat(Operations.Recurrent), operation =>
            Assert.True(Page.Contains($"`{operation}`") || Page.Contains($"`_{operation.Kernel}x{operation.Kernel}`"), operation.Name));
    }
}
