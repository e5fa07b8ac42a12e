using System.Globalization;

namespace Darts.Genotypes.Drawing;

/// <summary>A recurrent cell's program as a picture: a box for each product and each node.</summary>
public static class RecurrentProgramGraph
{
    /// <summary>Draws.</summary>
    /// <param name="program">The program.</param>
    /// <param name="title">What it shows.</param>
    public static PlainGraph Of(RecurrentProgram program, string title)
    {
        var nodes = new List<PlainNode> { new("word", "word", Ink.End), new("before", "state before", Ink.End), new("n0", "node 0", Ink.Node) };
        var edges = new List<PlainEdge> { new("word", "n0", "", Ink.Collect), new("before", "n0", "", Ink.Collect) };
        foreach (ProductStep product in program.Products)
        {
            string id = "product" + nodes.Count.ToString(CultureInfo.InvariantCulture);
            string weights = string.Join(" ", product.Gates.Select(static gate => FormattableString.Invariant($"W{gate.Edge}")));
            nodes.Add(new(id, $"× {weights}", Ink.Collect));
            edges.Add(new(Id(product.From), id, "", Ink.Collect));
            foreach (GateStep gate in product.Gates)
            {
                nodes.Add(new(Id(gate.Node), FormattableString.Invariant($"node {gate.Node}: {gate.Operation}"), Ink.Node));
                edges.Add(new(id, Id(gate.Node), "", Ink.Collect));
            }
        }
        nodes.Add(new("mean", "state: mean", Ink.End));
        edges.AddRange(program.Cell.Concat.Select(static node => new PlainEdge(Id(node), "mean", "", Ink.Collect)));
        return new(title, [new(title, IsLeftToRight: true, nodes.ToEquatableArray(), edges.ToEquatableArray())]);
    }

    private static string Id(int node) => "n" + node.ToString(CultureInfo.InvariantCulture);
}
