using System.Text.RegularExpressions;
using Darts.Genotypes.Drawing;

namespace Darts.Genotypes.Tests;

/// <summary>DOT and Mermaid.</summary>
public sealed partial class PlainGraphTests
{
    [Fact]
    public void Every_edge_of_any_genotype_is_a_line_of_dot_and_of_mermaid()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Genotype genotype = RandomGenotype.Make(new Random(seed));
            var graph = PlainGraph.Of(genotype);
            string[] expected = [.. graph.Clusters.SelectMany(cluster => cluster.Edges).Select(edge => $"{edge.From} {edge.Text} {edge.To}")];
            Assert.Equal(GenotypeFigure.CellsOf(genotype).Sum(cell => cell.Cell.Edges.Count), expected.Length);
            Assert.Equal(expected, DotEdge().Matches(DotText.Write(graph)).Select(edge => $"{edge.Groups[1]} {edge.Groups[3]} {edge.Groups[2]}"));
            Assert.Equal(expected, MermaidEdge().Matches(MermaidText.Write(graph)).Select(edge => $"{edge.Groups[1]} {edge.Groups[2]} {edge.Groups[3]}"));
        }
    }

    [Fact]
    public void Nodes_are_named_once_and_every_edge_joins_two_of_them()
    {
        Genotype genotype = Sample.ReadPublished("nasnet");
        PlainGraph[] graphs = [PlainGraph.Of(genotype), PlainGraph.Of(NetworkStack.Of(genotype, genotype.Networks[1]))];
        foreach (var graph in graphs)
        {
            string[] ids = [.. graph.Clusters.SelectMany(cluster => cluster.Nodes).Select(node => node.Id)];
            Assert.Equal(ids, ids.Distinct());
            Assert.All(graph.Clusters.SelectMany(cluster => cluster.Edges), edge => Assert.True(ids.Contains(edge.From) && ids.Contains(edge.To)));
        }
        Assert.Equal(["c_{k-2}", "c_{k-1}", "2", "3", "4", "5", "6", "c_{k}"], graphs[0].Clusters[0].Nodes.Select(node => node.Text));
    }

    [Fact]
    public void A_text_that_is_markup_stays_text()
    {
        var graph = new PlainGraph("\"]; evil", [new("a\"b\\", true, [new("n", "x\"] --> <b>&#", Ink.Node)], [])]);
        string dot = DotText.Write(graph), mermaid = MermaidText.Write(graph);
        Assert.Contains("digraph \"\\\"]; evil\" {", dot);
        Assert.Contains("label=\"a\\\"b\\\\\";", dot);
        Assert.Contains("n [label=\"x\\\"] --> <b>&#\",", dot);
        Assert.Contains("n[\"x#34;] --#62; #60;b#62;#38;#35;\"]", mermaid);
    }

    [Fact]
    public void A_theme_colours_both()
    {
        var graph = PlainGraph.Of(Sample.Valid(Sample.Convolutional));
        Assert.Contains($"bgcolor=\"{Palette.Paper(dark: true)}\"", DotText.Write(graph, Theme.Dark));
        Assert.Contains($"bgcolor=\"{Palette.Paper(dark: false)}\"", DotText.Write(graph));
        Assert.StartsWith("%%{init: {\"theme\": \"dark\"}}%%\nflowchart LR\n", MermaidText.Write(graph, Theme.Dark));
        Assert.StartsWith("flowchart LR\n", MermaidText.Write(graph));
    }

    [GeneratedRegex("""(?m)^    (\w+) -> (\w+) \[(?:label="([^"]*)", )?color""")]
    private static partial Regex DotEdge();

    [GeneratedRegex("""(?m)^    (\w+) -->(?:\|"([^"]*)"\|)? (\w+)$""")]
    private static partial Regex MermaidEdge();
}
