namespace Darts.Reports.Runs;

/// <summary>The edges of a search cell, in which every node reads all values before it: the rows of α in their order.</summary>
/// <param name="Title">The cell.</param>
/// <param name="Inputs">How many values the cell reads: 2 of a convolutional one, 1 of a recurrent one.</param>
/// <param name="Edges">Source and node, numbered as in genotypes.</param>
internal sealed record EdgeGrid(string Title, int Inputs, IReadOnlyList<(int From, int Node)> Edges)
{
    /// <summary>The edges of the node that has most.</summary>
    public int Columns => Edges.Max(edge => edge.From) + 1;

    /// <summary>The grid of a table of α; null where the table's size is none of a cell of this kind.</summary>
    /// <param name="cell">The cell's key in genotypes.</param>
    /// <param name="rows">The rows of its α.</param>
    public static EdgeGrid? Of(string cell, int rows)
    {
        int inputs = cell == "recurrent" ? 1 : 2;
        var edges = new List<(int From, int Node)>();
        for (int node = inputs; edges.Count < rows; node++)
            edges.AddRange(Enumerable.Range(0, node).Select(from => (from, node)));
        string title = cell switch { "normal" => "Normal cell", "reduce" => "Reduction cell", "recurrent" => "Recurrent cell", _ => cell };
        return edges.Count == rows && rows > 0 ? new(title, inputs, edges) : null;
    }

    /// <summary>A value as pictures name it, in HTML.</summary>
    public string Name(int value) => (Inputs, value) switch
    {
        (2, 0) => "c<sub>k−2</sub>",
        (2, 1) => "c<sub>k−1</sub>",
        _ => FormattableString.Invariant($"{value}"),
    };
}
