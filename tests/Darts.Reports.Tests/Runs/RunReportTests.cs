using System.Text.RegularExpressions;
using Darts.Genotypes;
using Darts.Genotypes.Drawing;
using Darts.Reports.Runs;

namespace Darts.Reports.Tests;

/// <summary>The page as text.</summary>
public sealed partial class RunReportTests
{
    [Fact]
    public void A_page_holds_everything_of_a_search()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 50);
        var run = RunRecord.Read(folder.Path);
        string page = RunReport.Html(run);
        Assert.Equal(["cells", "search", "alphas", "changes", "genotype", "search-configuration"], Sections().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Equal(28, Maps().Count(page));
        foreach (string text in (string[])["Loss", "Accuracy", "Entropy of the edges&#39; mixtures", "augmentation.cropPadding", "some images", "epoch 50 of 50", "search: 50 of 50 epochs in 00:50:00"])
            Assert.Contains(text, page);
        Assert.Equal(page, RunReport.Html(RunRecord.Read(folder.Path)));
    }

    [Fact]
    public void A_page_asks_nobody_for_anything()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 3);
        string page = RunReport.Html(RunRecord.Read(folder.Path));
        Assert.Contains("default-src &#39;none&#39;".Replace("&#39;", "'", StringComparison.Ordinal), page);
        Assert.DoesNotMatch(@"(?i)\s(src|href|srcset|action|data)\s*=|url\(|@import|https?:|<link|<iframe|<object|fetch\(|XMLHttpRequest|import\(", page);
    }

    [Fact]
    public void Whatever_stands_in_the_files_stays_text()
    {
        const string evil = "</script><script>alert(1)</script>\\\"'&<b onload=x>";
        using var folder = new TemporaryFolder();
        string configuration = SampleRun.Configuration.Replace("some images", evil, StringComparison.Ordinal).Replace("cropPadding", evil, StringComparison.Ordinal).Replace("device", evil, StringComparison.Ordinal);
        SampleRun.Write(folder["<b>run</b> & co"], 2, configuration);
        string metrics = folder["<b>run</b> & co", "metrics.jsonl"];
        File.WriteAllText(metrics, File.ReadAllText(metrics).Replace("\"architectureLoss\"", $"\"{evil}Loss\"", StringComparison.Ordinal));
        foreach (string alphas in Directory.GetFiles(folder["<b>run</b> & co", "alphas"]))
            File.WriteAllText(alphas, File.ReadAllText(alphas).Replace("sep_conv_3x3", evil, StringComparison.Ordinal));
        string page = RunReport.Html(RunRecord.Read(folder["<b>run</b> & co"]));
        Assert.Single(ScriptStarts().Matches(page));
        Assert.DoesNotContain("<b>run", page);
        Assert.DoesNotContain("<b onload", page);
        Assert.Contains("&lt;b onload=x&gt;", page);
    }

    [Theory]
    [InlineData("\"NaN\"")]
    [InlineData("\"-Infinity\"")]
    [InlineData("1e300")]
    [InlineData("-1e300")]
    [InlineData("1e-300")]
    public void No_number_is_too_odd_for_a_page(string number)
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 2);
        string metrics = folder["metrics.jsonl"];
        string[] lines = File.ReadAllLines(metrics);
        lines[1] = $"{{\"epoch\":1,\"loss\":{number},\"accuracy\":{number},\"architectureAccuracy\":{number},\"seconds\":{number}}}";
        File.WriteAllLines(metrics, lines);
        Assert.DoesNotMatch("NaN|Infinity|∞", RunReport.Html(RunRecord.Read(folder.Path)));
    }

    [Fact]
    public void Changes_are_told_node_by_node()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 1);
        var first = RunRecord.Read(folder.Path).Epochs[0];
        var genotype = (ConvolutionalGenotype)first.Genotype;
        Edge edge = genotype.Normal.Edges[0], other = edge with { Operation = edge.Operation == Operations.SkipConnect ? Operations.Convolutional[4] : Operations.SkipConnect };
        File.WriteAllText(folder["genotypes", "epoch-002.genotype.json"], GenotypeWriter.Write(genotype with { Normal = genotype.Normal with { Edges = [other, .. genotype.Normal.Edges.Skip(1)] } }));
        string page = RunReport.Html(RunRecord.Read(folder.Path)), from = edge.From == 0 ? "c_{k-2}" : "c_{k-1}";
        Assert.Contains($"<span class=\"changed\">~ node 2: {edge.Operation} → {other.Operation} of {from}</span>", page);
        Assert.Matches("""<td>2</td>[^~]*~ node 2[^~]*%\)</span>""", page);
    }

    [Fact]
    public void A_number_that_is_not_finite_is_a_gap()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 3);
        string metrics = folder["metrics.jsonl"];
        string[] lines = File.ReadAllLines(metrics);
        lines[1] = "{\"epoch\":1,\"loss\":\"NaN\",\"accuracy\":0.5}";
        File.WriteAllLines(metrics, lines);
        string page = RunReport.Html(RunRecord.Read(folder.Path));
        Assert.DoesNotContain("NaN", page);
        Assert.Matches(@"<path class=""s0"" d=""M[\d. ]+M[\d. ]+""/>", page);
    }

    [Fact]
    public void A_search_of_recurrent_cells_has_a_page_too()
    {
        using var folder = new TemporaryFolder();
        SampleRun.WriteRecurrent(folder.Path);
        var run = RunRecord.Read(folder.Path);
        string page = RunReport.Html(run);
        Assert.Equal(36, Maps().Count(page));
        Assert.Contains("Recurrent cell", page);
        Assert.Single(Film.Frames(run.Epochs));
    }

    [Fact]
    public void New_edges_of_an_epoch_are_marked_and_named()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, 20);
        var epochs = RunRecord.Read(folder.Path).Epochs;
        var frames = Film.Frames(epochs);
        Assert.DoesNotContain(frames[0].Groups, group => group.Mark != Mark.None);
        for (int i = 1; i < frames.Count; i++)
        {
            // The two cells have as many edges in every epoch: as many come as go.
            var before = GenotypeFigure.CellsOf(epochs[i - 1].Genotype).SelectMany(cell => cell.Cell.Edges.Select(edge => (cell.Name, edge))).ToList();
            int added = GenotypeFigure.CellsOf(epochs[i].Genotype).SelectMany(cell => cell.Cell.Edges.Select(edge => (cell.Name, edge))).Count(edge => !before.Contains(edge));
            Assert.Equal(added, frames[i].Groups.Count(group => group.Mark is Mark.Added or Mark.Changed));
        }
    }

    [GeneratedRegex("<section id=\"([a-z-]+)\">")]
    private static partial Regex Sections();

    [GeneratedRegex("<figure class=\"map\"")]
    private static partial Regex Maps();

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptStarts();
}
