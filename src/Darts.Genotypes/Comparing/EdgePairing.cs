namespace Darts.Genotypes;

/// <summary>Finds for every edge of a node what became of it. Edges are a multiset: their order says nothing, and one may stand twice.</summary>
internal static class EdgePairing
{
    /// <summary>Pairs equal edges first, then those of one source, then those of one operation; what is left was removed or added. Exchanging the two sides
    /// exchanges the two sides of every pair.</summary>
    public static EquatableArray<EdgeDifference> Pair(IEnumerable<Edge> before, IEnumerable<Edge> after)
    {
        List<Edge> gone = Sorted(before), come = Sorted(after);
        var pairs = new List<EdgeDifference>();
        PairWhere(static (old, now) => old == now);
        PairWhere(static (old, now) => old.From == now.From);
        PairWhere(static (old, now) => old.Operation == now.Operation);
        pairs.AddRange(gone.Select(static edge => new EdgeDifference(edge, null)));
        pairs.AddRange(come.Select(static edge => new EdgeDifference(null, edge)));
        return pairs.OrderBy(static pair => pair.Change == EdgeChange.Added).ThenBy(static pair => pair.Edge.From)
            .ThenBy(static pair => pair.Edge.Operation.Name, StringComparer.Ordinal).ThenBy(static pair => pair.Change).ToEquatableArray();

        void PairWhere(Func<Edge, Edge, bool> belong)
        {
            for (int i = 0; i < gone.Count; i++)
            {
                int partner = come.FindIndex(edge => belong(gone[i], edge));
                if (partner < 0)
                    continue;
                pairs.Add(new(gone[i], come[partner]));
                gone.RemoveAt(i--);
                come.RemoveAt(partner);
            }
        }
    }

    private static List<Edge> Sorted(IEnumerable<Edge> edges) =>
        [.. edges.OrderBy(static edge => edge.From).ThenBy(static edge => edge.Operation.Name, StringComparer.Ordinal)];
}
