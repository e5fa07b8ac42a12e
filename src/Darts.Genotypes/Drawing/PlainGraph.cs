using System.Globalization;

namespace Darts.Genotypes.Drawing;

/// <summary>A picture as other tools lay it out: nodes and edges with texts.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Clusters">Its parts.</param>
public sealed record PlainGraph(string Name, EquatableArray<PlainCluster> Clusters)
{
    /// <summary>The cells of a genotype.</summary>
    public static PlainGraph Of(Genotype genotype)
    {
        var clusters = GenotypeFigure.CellsOf(genotype).Select((named, i) => new PlainCluster(
            $"{genotype.Name}: {named.Name}", true,
            named.Cell.Vertices.Select(vertex => new PlainNode(Id(i, vertex.Key), vertex.Caption.ToString(), vertex.Caption.Subscript.Length > 0 ? Ink.End : Ink.Node)).ToEquatableArray(),
            named.Cell.Edges.Select(edge => new PlainEdge(Id(i, edge.From), Id(i, edge.To), edge.Text, InkNames.Of(edge.Operation))).ToEquatableArray()));
        // Graphviz and Mermaid put the part that comes last on top.
        return new(genotype.Name, clusters.Reverse().ToEquatableArray());
    }

    /// <summary>A network's pile of cells.</summary>
    public static PlainGraph Of(NetworkStack stack)
    {
        StackBox[] boxes = [.. stack.Boxes, .. stack.Aside is { } aside ? (StackBox[])[aside] : []];
        return new(stack.Name,
        [
            new(stack.Name, false,
                boxes.Select(static (box, i) => new PlainNode(Id(0, i), $"{box.Name}: {box.Detail}", box.Ink)).ToEquatableArray(),
                boxes.SelectMany(static (box, i) => box.Reads.Select(read => new PlainEdge(Id(0, read), Id(0, i), "", Ink.Collect))).ToEquatableArray()),
        ]);
    }

    /// <summary>A word of letters and digits; those of a recurrent cell's word and state, whose keys are below 0, are <c>c0in2</c> and <c>c0in1</c>.</summary>
    private static string Id(int cluster, int key) => string.Format(CultureInfo.InvariantCulture, key < 0 ? "c{0}in{1}" : "c{0}n{1}", cluster, Math.Abs(key));
}

/// <summary>A part of a graph, without edges to other parts.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="IsLeftToRight">Whether it reads from left to right, not from top to bottom.</param>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Edges">Its edges.</param>
public sealed record PlainCluster(string Title, bool IsLeftToRight, EquatableArray<PlainNode> Nodes, EquatableArray<PlainEdge> Edges);

/// <summary>A node.</summary>
/// <param name="Id">A word, unique in the graph.</param>
/// <param name="Text">What stands in it; any text.</param>
/// <param name="Ink">Its colours.</param>
public sealed record PlainNode(string Id, string Text, Ink Ink);

/// <summary>An edge.</summary>
/// <param name="From">The id of the node it leaves.</param>
/// <param name="To">The id of the node it meets.</param>
/// <param name="Text">What stands on it; any text, or empty.</param>
/// <param name="Ink">Its colour.</param>
public sealed record PlainEdge(string From, string To, string Text, Ink Ink);
