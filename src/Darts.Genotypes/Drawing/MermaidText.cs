using System.Globalization;
using System.Text;

namespace Darts.Genotypes.Drawing;

/// <summary>Writes graphs as Mermaid flowcharts (mermaid.js.org/syntax/flowchart.html), which GitHub and GitLab draw inside Markdown.</summary>
public static class MermaidText
{
    /// <summary>A flowchart.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="theme">Its colours; <see cref="Theme.Auto"/> leaves them to the page it stands on.</param>
    public static string Write(PlainGraph graph, Theme theme = Theme.Auto)
    {
        var text = new StringBuilder();
        if (theme != Theme.Auto)
            text.Append($"%%{{init: {{\"theme\": \"{(theme == Theme.Dark ? "dark" : "default")}\"}}}}%%\n");
        text.Append($"flowchart {(graph.Clusters.All(static cluster => cluster.IsLeftToRight) ? "LR" : "TB")}\n");
        var dashed = new List<int>();
        int edges = 0;
        for (int i = 0; i < graph.Clusters.Count; i++)
        {
            PlainCluster cluster = graph.Clusters[i];
            text.Append(FormattableString.Invariant($"  subgraph part{i}[{Quoted(cluster.Title)}]\n"));
            text.Append($"    direction {(cluster.IsLeftToRight ? "LR" : "TB")}\n");
            foreach (PlainNode node in cluster.Nodes)
                text.Append(node.Ink == Ink.End ? $"    {node.Id}([{Quoted(node.Text)}])\n" : $"    {node.Id}[{Quoted(node.Text)}]\n");
            foreach (PlainEdge edge in cluster.Edges)
            {
                if (edge.Ink == Ink.Skip)
                    dashed.Add(edges);
                edges++;
                text.Append(edge.Text.Length == 0 ? $"    {edge.From} --> {edge.To}\n" : $"    {edge.From} -->|{Quoted(edge.Text)}| {edge.To}\n");
            }
            text.Append("  end\n");
        }
        if (dashed.Count > 0)
            text.Append($"  linkStyle {string.Join(",", dashed.Select(static edge => edge.ToString(CultureInfo.InvariantCulture)))} stroke-dasharray:5 3.5\n");
        return text.ToString();
    }

    /// <summary>Mermaid writes what could end a text as an entity: <c>#quot;</c>.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c is '"' or '#' or '<' or '>' or '&' or '`' or ';' or < ' '
                ? quoted.Append('#').Append(((int)c).ToString(CultureInfo.InvariantCulture)).Append(';')
                : quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
