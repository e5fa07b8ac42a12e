using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Xml.Linq;
using Darts.Genotypes.Drawing;

namespace Darts.Genotypes.Tests;

/// <summary>How a difference reads.</summary>
public sealed class RenderingTests
{
    private static Genotype Before => Sample.Valid(Sample.Convolutional);

    private static Genotype After => Sample.Valid(Sample.Convolutional
        .With("\"sep_conv_3x3\"", "\"sep_conv_5x5\"")
        .With("\"node\": 3, \"from\": 2, \"op\": \"dil_conv_5x5\" }", "\"node\": 3, \"from\": 1, \"op\": \"dil_conv_5x5\" },\n      { \"node\": 4, \"from\": 3, \"op\": \"skip_connect\" }")
        .With("\"concat\": [2, 3]", "\"concat\": [2, 4]")
        .With("\"channels\": 8", "\"channels\": 10")
        .With("\"TinyImageNet\"", "\"Small\""));

    [Fact]
    public void Text_says_what_changed_and_what_follows() => Assert.Equal(
        """
        genotype Tiny
        normal cell
          node 2
            ~ sep_conv_3x3(c_{k-2}) → sep_conv_5x5(c_{k-2})
          node 3
            ~ dil_conv_5x5(2) → dil_conv_5x5(c_{k-1})
          + node 4
            + skip_connect(3)
          ~ concat 2, 3 → 2, 4
        network TinyCifar
            ~ channels 8 → 10
        ~ network TinyImageNet → Small
        consequences                               before       after   change
          normal cell: depth                            2           2   same
          normal cell: skip connections                 1           2   +1 (+100.0 %)
          TinyCifar: parameters                    14,466      23,620   +9,154 (+63.3 %)
          TinyCifar: multiply-adds              4,319,872   7,140,640   +2,820,768 (+65.3 %)
          TinyImageNet → Small: parameters         57,388      60,972   +3,584 (+6.2 %)
          TinyImageNet → Small: multiply-adds     812,672     857,728   +45,056 (+5.5 %)

        """,
        DifferenceText.Render(GenotypeDifference.Of(Before, After)));

    [Fact]
    public void Text_of_a_recurrent_cell_counts_identities() => Assert.Equal(
        """
        ~ genotype TinyLanguage → Other
        recurrent cell
          node 2
            ~ tanh(1) → identity(1)
        consequences                       before        after   change
          recurrent cell: depth                 2            2   same
          recurrent cell: identities            0            1   +1
          TinyPtb: parameters          14,290,000   14,290,000   same
          TinyPtb: multiply-adds       14,280,000   14,280,000   same

        """,
        DifferenceText.Render(GenotypeDifference.Of(Sample.Valid(Sample.Recurrent), Sample.Valid(Sample.Recurrent.With("tanh", "identity").With("TinyLanguage", "Other")))));

    [Fact]
    public void Text_of_a_new_file_is_all_plus_and_of_a_removed_one_all_minus()
    {
        string plus = DifferenceText.Render(GenotypeDifference.Of(null, Before)), minus = DifferenceText.Render(GenotypeDifference.Of(Before, null));
        Assert.Contains("+ genotype Tiny\n+ normal cell\n  + node 2\n    + sep_conv_3x3(c_{k-2})\n    + skip_connect(c_{k-1})\n", plus);
        Assert.Contains("+ network TinyCifar\n    + macro cifar\n", plus);
        string[] Changes(string text) => [.. text.Split("consequences")[0].Split('\n')];
        Assert.Equal(Changes(plus).Select(line => line.Replace('+', '-')), Changes(minus));
        Assert.DoesNotContain("~", plus);
    }

    [Fact]
    public void Another_kind_is_other_cells_and_networks()
    {
        string text = DifferenceText.Render(GenotypeDifference.Of(Before, Sample.Valid(Sample.Recurrent)));
        Assert.Contains("~ kind convolutional → recurrent\n- normal cell\n", text);
        Assert.Contains("\n- reduction cell\n", text);
        Assert.Contains("\n+ recurrent cell\n  + node 1\n    + relu(0)\n", text);
        Assert.Contains("\n- network TinyCifar\n", text);
    }

    [Fact]
    public void No_difference_is_said_in_every_format()
    {
        var same = GenotypeDifference.Of(Before, Before);
        Assert.Equal("The same architecture and networks.\n", DifferenceText.Render(same));
        Assert.EndsWith("\nThe same architecture and networks.\n", DifferenceMarkdown.Render(same, "a", "b"));
        Assert.False(JsonDocument.Parse(DifferenceJson.Render(same)).RootElement.GetProperty("different").GetBoolean());
        Assert.Contains("The same architecture", FigureSvg.Document(DifferenceFigure.Draw(same, "a", "b")).Replace('\u00A0', ' '));
    }

    [Fact]
    public void Markdown_is_two_tables_under_a_heading() => Assert.Equal(
        """
        ### Genotype Tiny

        `HEAD~1:x.genotype.json` → ``` a``b|c ```

        | | Before | After |
        |---|---|---|
        | normal cell, node 2 | `sep_conv_3x3(c_{k-2})` | `sep_conv_5x5(c_{k-2})` |
        | normal cell, node 3 | `dil_conv_5x5(2)` | `dil_conv_5x5(c_{k-1})` |
        | normal cell, node 4 |  | `skip_connect(3)` |
        | normal cell, concat | 2, 3 | 2, 4 |
        | network TinyCifar, channels | 8 | 10 |
        | network | TinyImageNet | Small |

        | Consequence | Before | After | Change |
        |---|---:|---:|---:|
        | normal cell: depth | 2 | 2 | same |
        | normal cell: skip connections | 1 | 2 | +1 (+100.0 %) |
        | TinyCifar: parameters | 14,466 | 23,620 | +9,154 (+63.3 %) |
        | TinyCifar: multiply-adds | 4,319,872 | 7,140,640 | +2,820,768 (+65.3 %) |
        | TinyImageNet → Small: parameters | 57,388 | 60,972 | +3,584 (+6.2 %) |
        | TinyImageNet → Small: multiply-adds | 812,672 | 857,728 | +45,056 (+5.5 %) |

        """,
        DifferenceMarkdown.Render(GenotypeDifference.Of(Before, After), "HEAD~1:x.genotype.json", "a``b|c"));

    [Fact]
    public void Json_holds_what_the_text_says()
    {
        JsonElement root = JsonDocument.Parse(DifferenceJson.Render(GenotypeDifference.Of(Before, After))).RootElement;
        Assert.True(root.GetProperty("different").GetBoolean());
        JsonElement cell = Assert.Single(root.GetProperty("cells").EnumerateArray());
        Assert.Equal(
            """[{"change":"operation","before":{"from":0,"op":"sep_conv_3x3"},"after":{"from":0,"op":"sep_conv_5x5"}}]""",
            JsonSerializer.Serialize(cell.GetProperty("nodes")[0].GetProperty("edges")));
        Assert.Equal("""{"before":[2,3],"after":[2,4]}""", JsonSerializer.Serialize(cell.GetProperty("concat")));
        Assert.Equal("""{"before":1,"after":2,"change":1,"percent":100}""", JsonSerializer.Serialize(cell.GetProperty("skipConnections")));
        JsonElement network = root.GetProperty("networks")[0];
        Assert.Equal("""[{"key":"channels","before":"8","after":"10"}]""", JsonSerializer.Serialize(network.GetProperty("settings")));
        Assert.Equal("""{"before":14466,"after":23620,"change":9154,"percent":63.279}""", JsonSerializer.Serialize(network.GetProperty("parameters")));
    }

    [Fact]
    public void Every_pair_is_told_in_every_format()
    {
        foreach (var (before, after) in Edits.Random(60).Zip(Edits.Random(61).Skip(1)))
        {
            var difference = GenotypeDifference.Of(before, after);
            Assert.DoesNotContain("\r", DifferenceText.Render(difference) + DifferenceMarkdown.Render(difference, "a", "b"));
            JsonDocument.Parse(DifferenceJson.Render(difference)).Dispose();
            XDocument.Parse(FigureSvg.Document(DifferenceFigure.Draw(difference, "a", "b")));
        }
    }

    [Fact]
    public void The_text_for_git_differs_exactly_if_the_genotypes_do()
    {
        var random = new Random(3);
        foreach (Genotype genotype in Edits.Random(200))
        {
            Assert.Equal(GenotypeText.Render(genotype), GenotypeText.Render(Edits.Reordered(genotype, random)));
            Assert.NotEqual(GenotypeText.Render(genotype), GenotypeText.Render(genotype.WithOperation(0, random)));
        }
    }

    [Fact]
    public void The_text_for_git_has_one_fact_a_line() => Assert.Equal(
        """
        recurrent genotype TinyLanguage

        recurrent cell
          node 1 ← relu(0)
          node 2 ← tanh(1)
          concat 1, 2
          depth 2
          identities 0

        network TinyPtb
          macro language
          embedding 850
          hidden 850
          vocabulary 10000
          parameters 14,290,000
          multiply-adds 14,280,000

        """,
        GenotypeText.Render(Sample.Valid(Sample.Recurrent)));

    [Fact]
    public void The_page_about_code_review_shows_what_is_printed_and_drawn()
    {
        var difference = GenotypeDifference.Of(Sample.ReadPublished("darts-v1"), Sample.ReadPublished("darts-v2"));
        Assert.Contains($"```text\n{DifferenceText.Render(difference)}```\n", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "code-review.md")));
        string drawn = FigureSvg.Document(DifferenceFigure.Draw(difference, "genotypes/darts-v1.genotype.json", "genotypes/darts-v2.genotype.json"));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Path.Combine(RepositoryFolder(), "docs", "images", "darts-v1-v2.svg"), drawn);
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "darts-v1-v2.svg")), drawn);
    }

    private static string RepositoryFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
