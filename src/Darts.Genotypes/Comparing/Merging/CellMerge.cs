namespace Darts.Genotypes;

/// <summary>Merges one cell, node by node.</summary>
internal static class CellMerge
{
    public static (Cell Ours, Cell Theirs) Of(string title, Cell origin, Cell ours, Cell theirs, List<MergeConflict> conflicts)
    {
        var own = new List<MergeConflict>();
        var nodes = new[] { origin, ours, theirs }.SelectMany(static cell => cell.Edges).Select(static edge => edge.Node).Distinct().OrderBy(static node => node)
            .Select(node => OfNode(title, node, Into(origin, node), Into(ours, node), Into(theirs, node), new ThreeWay(own))).ToList();
        var concat = Concat(origin, ours, theirs);
        var merged = (
            Ours: new Cell(nodes.SelectMany(static node => node.Ours).ToEquatableArray(), concat),
            Theirs: new Cell(nodes.SelectMany(static node => node.Theirs).ToEquatableArray(), concat));

        // Changes to different nodes may still not go together: one side removes the node that the other begins to read.
        if ((Fault(title, merged.Ours) ?? Fault(title, merged.Theirs)) is { } fault)
        {
            conflicts.Add(new(Notation.CellOf(title), "one way", $"another, and together they do not make a cell. {fault}"));
            return (ours, theirs);
        }
        conflicts.AddRange(own);
        return merged;
    }

    private static (IReadOnlyList<Edge> Ours, IReadOnlyList<Edge> Theirs) OfNode(
        string title, int node, EquatableArray<Edge> origin, EquatableArray<Edge> ours, EquatableArray<Edge> theirs, ThreeWay merge)
    {
        // Another order is no change, unless it is the only one.
        if (SameEdges(ours, theirs) && !ours.Equals(origin))
            return (ours, ours);
        if (SameEdges(origin, theirs) && !SameEdges(origin, ours))
            return (ours, ours);
        if (SameEdges(origin, ours) && !SameEdges(origin, theirs))
            return (theirs, theirs);
        string place = FormattableString.Invariant($"{Notation.CellOf(title)}, node {node}");
        var merged = merge.Values(place, origin, ours, theirs, edges => Notation.SumOf(edges!, title));
        return (merged.Ours!, merged.Theirs!);
    }

    /// <summary>Whether a node is part of the output is one yes or no, so the two sides cannot both change it and disagree.</summary>
    private static EquatableArray<int> Concat(Cell origin, Cell ours, Cell theirs)
    {
        var everywhere = origin.Concat.Concat(ours.Concat).Concat(theirs.Concat).Distinct().OrderBy(static node => node);
        return everywhere.Where(node => ours.Concat.Contains(node) == origin.Concat.Contains(node) ? theirs.Concat.Contains(node) : ours.Concat.Contains(node)).ToEquatableArray();
    }

    private static bool SameEdges(EquatableArray<Edge> one, EquatableArray<Edge> other) => EdgePairing.Pair(one, other).All(static pair => pair.Change == EdgeChange.Same);

    private static EquatableArray<Edge> Into(Cell cell, int node) => cell.Edges.Where(edge => edge.Node == node).ToEquatableArray();

    /// <summary>What the language says against the cell; the reader knows all of its rules.</summary>
    private static string? Fault(string title, Cell cell)
    {
        Genotype genotype = title == "recurrent"
            ? new RecurrentGenotype("Merge", cell, [], Provenance.Unknown)
            : new ConvolutionalGenotype("Merge", cell, cell, [], Provenance.Unknown);
        return GenotypeReader.Read(GenotypeWriter.Write(genotype)).Problems.Select(static problem => problem.Message).FirstOrDefault();
    }
}
