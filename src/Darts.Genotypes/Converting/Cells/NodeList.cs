namespace Darts.Genotypes.Converting;

/// <summary>A cell as most systems write it: the operations of each node, one after the other. Such a list has no gaps, so nodes are counted anew.</summary>
/// <param name="Title">What messages call the cell.</param>
/// <param name="First">The number of the first node.</param>
/// <param name="Nodes">The edges of each node, from <paramref name="First"/> on, in the numbers of the list.</param>
/// <param name="Concat">The nodes of the output, in the numbers of the list.</param>
internal sealed record NodeList(string Title, int First, IReadOnlyList<IReadOnlyList<Edge>> Nodes, IReadOnlyList<int> Concat)
{
    /// <summary>The list of <paramref name="cell"/>'s nodes; names the loss if numbers change.</summary>
    public static NodeList Of(Cell cell, string title, int inputs, string system, ConversionLog log)
    {
        int[] numbers = [.. cell.Edges.Select(static edge => edge.Node).Distinct()];
        var renumbered = numbers.Select((number, i) => (number, i)).ToDictionary(static pair => pair.number, pair => pair.i + inputs);
        if (renumbered.Any(static pair => pair.Key != pair.Value))
        {
            log.Lose(FormattableString.Invariant(
                $"{system} numbers nodes without gaps: of the {title} cell, {string.Join(", ", numbers)} become {string.Join(", ", renumbered.Values)}"));
        }
        var nodes = cell.Edges.GroupBy(static edge => edge.Node).Select(node => (IReadOnlyList<Edge>)[.. node.Select(edge => edge with { Node = New(edge.Node), From = New(edge.From) })]);
        return new(title, inputs, [.. nodes], [.. cell.Concat.Select(New)]);

        int New(int value) => value < inputs ? value : renumbered[value];
    }

    /// <summary>Refuses a cell with a node of another number of operations.</summary>
    public void NeedsOperations(int count, string system, ConversionLog log)
    {
        foreach (IReadOnlyList<Edge> node in Nodes.Where(node => node.Count != count))
        {
            log.Refuse(FormattableString.Invariant(
                $"{system} writes {(count == 1 ? "one operation" : $"{count} operations")} for each node, and node {node[0].Node} of the {Title} cell has {node.Count}"));
        }
    }

    /// <summary>Refuses a cell with another number of nodes.</summary>
    public void NeedsNodes(int count, string system, ConversionLog log)
    {
        if (Nodes.Count != count)
            log.Refuse(FormattableString.Invariant($"{system} has cells of {count} nodes, and the {Title} cell has {Nodes.Count}"));
    }

    /// <summary>Refuses a cell with an operation of another space.</summary>
    public void NeedsSearchSpace(string system, ConversionLog log)
    {
        foreach (Edge edge in Nodes.SelectMany(static node => node).Where(static edge => !Operations.ConvolutionalSearchSpace.Contains(edge.Operation)))
            log.Refuse(FormattableString.Invariant($"{system} has no {edge.Operation.Name}, which node {edge.Node} of the {Title} cell uses"));
    }

    /// <summary>Refuses a cell that leaves nodes out of its output.</summary>
    public void NeedsEveryNodeInConcat(string system, ConversionLog log)
    {
        if (Concat.Count != Nodes.Count)
        {
            string missing = string.Join(", ", Enumerable.Range(First, Nodes.Count).Except(Concat));
            log.Refuse($"{system} concatenates every node, and the {Title} cell leaves out {missing}");
        }
    }

    /// <summary>The first of the edges of a node that read one value, for every node and value with several.</summary>
    public IEnumerable<Edge> RepeatedEdges() => Nodes.SelectMany(static node => node.GroupBy(static edge => edge.From).Where(static edges => edges.Count() > 1).Select(static edges => edges.First()));
}
