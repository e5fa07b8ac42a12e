using Darts.Genotypes.Drawing;

namespace Darts.Genotypes;

/// <summary>Both sides of a cell as one drawing, of which each side's picture shows its part: what stayed stands at the same place in both.</summary>
public sealed class ComparedCell
{
    private readonly CellDifference _difference;
    private readonly List<(Edge? Before, Edge? After, Mark Mark)> _edges = [];
    private readonly List<int> _concat;

    /// <param name="difference">The cell before and after.</param>
    public ComparedCell(CellDifference difference)
    {
        _difference = difference;
        foreach (EdgeDifference edge in difference.Nodes.SelectMany(static node => node.Edges))
        {
            switch (edge.Change)
            {
                case EdgeChange.Source:                 // two arrows, as they leave different nodes
                    _edges.Add((edge.Before, null, Mark.Changed));
                    _edges.Add((null, edge.After, Mark.Changed));
                    break;
                default:
                    _edges.Add((edge.Before, edge.After, MarkOf(edge.Change)));
                    break;
            }
        }
        _concat = [.. ConcatOf(difference.Before).Union(ConcatOf(difference.After)).OrderBy(static node => node)];
    }

    /// <summary>One side's picture.</summary>
    /// <param name="after">Whether it is the second one.</param>
    /// <param name="title">The picture's title.</param>
    public Figure Draw(bool after, string title)
    {
        var edges = _edges.Select(edge => (after ? edge.After ?? edge.Before : edge.Before ?? edge.After)!).ToEquatableArray();
        var all = new Cell(edges, _concat.ToEquatableArray());
        DrawnCell cell = (_difference.Title == "recurrent" ? DrawnCell.Recurrent(all) : DrawnCell.Convolutional(all)).Marked((_, i) => MarkOf(i));
        cell = cell with { Vertices = cell.Vertices.Select(vertex => vertex with { Mark = MarkOf(vertex) }).ToEquatableArray() };
        Figure figure = CellFigure.Draw(cell, title);
        var groups = figure.Groups.Where((_, i) => i < cell.Edges.Count ? IsShown(i, after) : IsShown(cell.Vertices[i - cell.Edges.Count], after));
        return figure with { Groups = groups.ToEquatableArray() };
    }

    private Mark MarkOf(int edge)
    {
        if (edge < _edges.Count)
            return _edges[edge].Mark;
        if (edge >= _edges.Count + _concat.Count)
            return Mark.Faded;
        int node = _concat[edge - _edges.Count];
        return !ConcatOf(_difference.Before).Contains(node) ? Mark.Added : !ConcatOf(_difference.After).Contains(node) ? Mark.Removed : Mark.Faded;
    }

    private bool IsShown(int edge, bool after)
    {
        if (edge < _edges.Count)
            return (after ? _edges[edge].After : _edges[edge].Before) is not null;
        return edge >= _edges.Count + _concat.Count || ConcatOf(after ? _difference.After : _difference.Before).Contains(_concat[edge - _edges.Count]);
    }

    private Mark MarkOf(Vertex vertex) => Find(vertex)?.Change switch
    {
        ChangeKind.Added => Mark.Added,
        ChangeKind.Removed => Mark.Removed,
        _ => Mark.None,
    };

    private bool IsShown(Vertex vertex, bool after) => Find(vertex)?.Change != (after ? ChangeKind.Removed : ChangeKind.Added);

    /// <summary>What became of a vertex's node; null for inputs and the output.</summary>
    private NodeDifference? Find(Vertex vertex) => vertex.Caption.Subscript.Length > 0 ? null : _difference.Nodes.FirstOrDefault(node => node.Node == vertex.Key);

    private static IEnumerable<int> ConcatOf(Cell? cell) => cell is null ? [] : cell.Concat;

    private static Mark MarkOf(EdgeChange change) => change switch
    {
        EdgeChange.Added => Mark.Added,
        EdgeChange.Removed => Mark.Removed,
        EdgeChange.Same => Mark.Faded,
        _ => Mark.Changed,
    };
}
