namespace Darts.Genotypes.Drawing;

/// <summary>A cell as a drawing sees it: vertices in layers, and edges between them.</summary>
/// <param name="Vertices">Inputs, nodes and the output.</param>
/// <param name="Edges">The cell's edges in its order, then those that collect its output; of a recurrent cell, then those from the word and the state to node 0.</param>
public sealed record DrawnCell(EquatableArray<Vertex> Vertices, EquatableArray<DrawnEdge> Edges)
{
    private const int ConvolutionalInputs = 2;
    private const int Word = -2;
    private const int State = -1;

    /// <summary>A normal or reduction cell, between c_{k-2}, c_{k-1} and c_k.</summary>
    public static DrawnCell Convolutional(Cell cell)
    {
        Vertex[] inputs = [new(0, new("c", "k−2"), 0), new(1, new("c", "k−1"), 0)];
        return Of(cell, inputs, ConvolutionalInputs, new("c", "k"), []);
    }

    /// <summary>A recurrent cell, between x_t, h_{t-1} and h_t. Node 0 mixes the two.</summary>
    public static DrawnCell Recurrent(Cell cell)
    {
        Vertex[] inputs = [new(Word, new("x", "t"), 0), new(State, new("h", "t−1"), 0), new(0, Caption.Number(0), 1)];
        return Of(cell, inputs, 1, new("h", "t"), [new(Word, 0, null), new(State, 0, null)]);
    }

    /// <summary>The cell with marks on its edges.</summary>
    /// <param name="mark">The mark of the edge at an index of <see cref="Edges"/>.</param>
    public DrawnCell Marked(Func<DrawnEdge, int, Mark> mark) => this with { Edges = Edges.Select((edge, i) => edge with { Mark = mark(edge, i) }).ToEquatableArray() };

    /// <summary>Puts every vertex right of all it reads (longest-path layering), the inputs first and the output last.</summary>
    private static DrawnCell Of(Cell cell, IReadOnlyList<Vertex> inputs, int firstNode, Caption output, IReadOnlyList<DrawnEdge> before)
    {
        var layers = inputs.ToDictionary(static input => input.Key, static input => input.Layer);
        foreach (Edge edge in cell.Edges)               // sorted by node, so what an edge reads has its layer already
            layers[edge.Node] = Math.Max(layers.TryGetValue(edge.Node, out int layer) ? layer : 0, layers[edge.From] + 1);
        int last = layers.Values.Max() + 1;
        var nodes = layers.Where(pair => pair.Key >= firstNode).OrderBy(static pair => pair.Key)
            .Select(static pair => new Vertex(pair.Key, Caption.Number(pair.Key), pair.Value)).ToList();
        int outputKey = nodes[nodes.Count - 1].Key + 1;
        var edges = cell.Edges.Select(static edge => new DrawnEdge(edge.From, edge.Node, edge.Operation))
            .Concat(cell.Concat.Select(node => new DrawnEdge(node, outputKey, null)))
            .Concat(before);
        return new([.. inputs, .. nodes, new(outputKey, output, last)], edges.ToEquatableArray());
    }
}

/// <summary>A box.</summary>
/// <param name="Key">The node's number; the output's is one above the last node's, those of a recurrent cell's word and state are below 0.</param>
/// <param name="Caption">What stands in it.</param>
/// <param name="Layer">Its column, from 0.</param>
/// <param name="Mark">How it stands out.</param>
public sealed record Vertex(int Key, Caption Caption, int Layer, Mark Mark = Mark.None);

/// <summary>An arrow.</summary>
/// <param name="From">The vertex it leaves.</param>
/// <param name="To">The vertex it meets.</param>
/// <param name="Operation">What it is labelled with; null where it collects the output.</param>
/// <param name="Mark">How it stands out.</param>
public sealed record DrawnEdge(int From, int To, Operation? Operation, Mark Mark = Mark.None)
{
    /// <summary>What stands on it: the mark's sign and the operation; empty for neither.</summary>
    public string Text => string.Join(" ", new[] { Mark.Sign(), Operation?.Name ?? "" }.Where(static word => word.Length > 0));
}

/// <summary>A short text with a subscript: c and k−2.</summary>
/// <param name="Text">The text.</param>
/// <param name="Subscript">The subscript; may be empty.</param>
public sealed record Caption(string Text, string Subscript)
{
    /// <summary>A node's number.</summary>
    public static Caption Number(int number) => new(FormattableString.Invariant($"{number}"), "");

    /// <summary>As the literature writes it in plain text: <c>c_{k-2}</c>.</summary>
    public override string ToString() => Subscript.Length == 0 ? Text : $"{Text}_{{{Subscript.Replace('−', '-')}}}";
}
