using System.Text.RegularExpressions;
using Darts.Genotypes.Converting;

namespace Darts.Genotypes.Tests;

/// <summary>docs/converting.md shows what is written.</summary>
public sealed partial class ConvertingPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "converting.md")).ReplaceLineEndings("\n");

    public static TheoryData<string> Formats => [.. GenotypeConverter.Formats.Select(format => format.Name).Where(name => name != "darts")];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_example_of_a_format_is_what_is_written_and_is_read_as_darts_v2(string format)
    {
        ConvolutionalGenotype genotype = Sample.ReadPublished("darts-v2");
        string example = Examples(format)[0];
        Assert.Equal(Convert.Write(genotype, format), example);
        Convert.SameCells(format == "nasbench301" ? ExampleTests.ByInput(genotype) : genotype, Convert.Read(example, format));
    }

    [Fact]
    public void The_recurrent_example_comes_back_as_it_stands()
    {
        string example = Examples("quark0")[1];
        Assert.Equal(example, Convert.Write(Assert.IsType<RecurrentGenotype>(Convert.Read(example, "quark0")), "quark0"));
    }

    [Fact]
    public void The_table_has_a_row_for_each_format_in_order() =>
        Assert.Equal(GenotypeConverter.Formats.Select(format => format.Name), Row().Matches(Page).Select(row => row.Groups[1].Value));

    [Fact]
    public void The_numbers_of_naslibs_operations_are_those_that_are_written()
    {
        string text = "(" + string.Join(",", Enumerable.Repeat("((0,0),(1,1),(0,2),(1,3),(0,4),(1,5),(0,6),(1,0))", 2)) + ")";
        var edges = ((ConvolutionalGenotype)Convert.Read(text, "naslib")).Normal.Edges;
        Assert.All(edges.Take(7).Select((edge, number) => $"{number} `{edge.Operation}`"), entry => Assert.Contains(entry, Page));
    }

    private static string[] Examples(string format)
    {
        string section = Page.Split($"\n## `{format}`\n")[1].Split("\n## ")[0];
        return [.. Block().Matches(section).Select(block => block.Groups[1].Value)];
    }

    [GeneratedRegex("(?s)```(?:python|json)\n(.*?)```")]
    private static partial Regex Block();

    [GeneratedRegex("(?m)^\\| `([a-z0-9]+)` \\|")]
    private static partial Regex Row();
}
