using System.Text;

namespace Darts.Genotypes.Drawing;

/// <summary>Writes graphs in Graphviz's language (graphviz.org/doc/info/lang.html).</summary>
public static class DotText
{
    /// <summary>A <c>digraph</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="theme">Its colours; Graphviz asks no system, so <see cref="Theme.Auto"/> is light.</param>
    public static string Write(PlainGraph graph, Theme theme = Theme.Auto)
    {
        bool dark = theme == Theme.Dark;
        string text = Palette.Of(Ink.Title, Mark.None, dark).Text, paper = Palette.Paper(dark);
        var dot = new StringBuilder();
        dot.Append($"digraph {Quoted(graph.Name)} {{\n");
        dot.Append($"  rankdir={(graph.Clusters.All(static cluster => cluster.IsLeftToRight) ? "LR" : "TB")};\n");
        dot.Append($"  graph [bgcolor=\"{paper}\", fontname=\"sans-serif\", fontcolor=\"{text}\", color=\"{paper}\", labeljust=l];\n");
        dot.Append("  node [shape=box, style=\"rounded,filled\", fontname=\"monospace\"];\n");
        dot.Append("  edge [fontname=\"monospace\", fontsize=11];\n");
        for (int i = 0; i < graph.Clusters.Count; i++)
        {
            PlainCluster cluster = graph.Clusters[i];
            dot.Append(FormattableString.Invariant($"  subgraph cluster_{i} {{\n    label={Quoted(cluster.Title)};\n"));
            foreach (PlainNode node in cluster.Nodes)
            {
                Colours colours = Palette.Of(node.Ink, Mark.None, dark);
                dot.Append($"    {node.Id} [label={Quoted(node.Text)}, fillcolor=\"{colours.Fill}\", color=\"{colours.Line}\", fontcolor=\"{colours.Text}\"];\n");
            }
            foreach (PlainEdge edge in cluster.Edges)
            {
                string colour = Palette.Of(edge.Ink, Mark.None, dark).Line;
                string label = edge.Text.Length == 0 ? "" : $"label={Quoted(edge.Text)}, ", style = edge.Ink == Ink.Skip ? ", style=dashed" : "";
                dot.Append($"    {edge.From} -> {edge.To} [{label}color=\"{colour}\", fontcolor=\"{colour}\"{style}];\n");
            }
            dot.Append("  }\n");
        }
        return dot.Append("}\n").ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", " ")}\"";
}
