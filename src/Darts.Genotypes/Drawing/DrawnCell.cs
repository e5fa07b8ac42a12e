namespace Darts.Genotypes.Drawing;

/// <summary>A cell as a drawing sees it: vertices in layers, and edges between them.</summary>
/// <param name="Vertices">Inputs, nodes and the output.</param>
/// <param name="Edges">The cell's edges, then those that collect its output.</param>
internal sealed record DrawnCell(EquatableArray<Vertex> Vertices, EquatableArray<DrawnEdge> Edges)
{
    /// <summary>Puts every vertex right of all it reads (longest-path layering), the inputs first and the output last.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="inputs">What the inputs are called.</param>
    /// <param name="output">What the output is called.</param>
    public static DrawnCell Of(Cell cell, EquatableArray<Caption> inputs, Caption output)
    {
        var layers = Enumerable.Range(0, inputs.Count).ToDictionary(static input => input, static _ => 0);
        foreach (Edge edge in cell.Edges)               // sorted by node, so what an edge reads has its layer already
            layers[edge.Node] = Math.Max(layers.TryGetValue(edge.Node, out int layer) ? layer : 0, layers[edge.From] + 1);
        int last = layers.Values.Max() + 1;
        var vertices = layers.OrderBy(static pair => pair.Key)
            .Select(pair => new Vertex(pair.Key, pair.Key < inputs.Count ? inputs[pair.Key] : Caption.Number(pair.Key), pair.Value))
            .ToList();
        int outputKey = vertices[vertices.Count - 1].Key + 1;
        vertices.Add(new(outputKey, output, last));
        var edges = cell.Edges.Select(static edge => new DrawnEdge(edge.From, edge.Node, edge.Operation))
            .Concat(cell.Concat.Select(node => new DrawnEdge(node, outputKey, null)));
        return new(vertices.ToEquatableArray(), edges.ToEquatableArray());
    }
}

/// <summary>A box.</summary>
/// <param name="Key">The node's number; the output's is one above.</param>
/// <param name="Caption">What stands in it.</param>
/// <param name="Layer">Its column, from 0.</param>
internal sealed record Vertex(int Key, Caption Caption, int Layer);

/// <summary>An arrow.</summary>
/// <param name="From">The vertex it leaves.</param>
/// <param name="To">The vertex it meets.</param>
/// <param name="Operation">What it is labelled with; null where it collects the output.</param>
internal sealed record DrawnEdge(int From, int To, Operation? Operation);

/// <summary>A short text with a subscript: c and k−2.</summary>
/// <param name="Text">The text.</param>
/// <param name="Subscript">The subscript; may be empty.</param>
internal sealed record Caption(string Text, string Subscript)
{
    public static Caption Number(int number) => new(FormattableString.Invariant($"{number}"), "");
}
