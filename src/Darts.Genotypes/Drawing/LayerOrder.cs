namespace Darts.Genotypes.Drawing;

/// <summary>Orders the items of every layer so that few edges cross: barycenter sweeps, then exchanges of neighbours. The first layer keeps its order, so that
/// c_{k-2} stands above c_{k-1} in every picture.</summary>
internal static class LayerOrder
{
    private const int Sweeps = 24;

    public static void Improve(List<List<LayoutItem>> layers)
    {
        var best = Snapshot(layers);
        long fewest = Crossings(layers);
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            bool forward = sweep % 2 == 0;
            for (int i = 1; i < layers.Count; i++)
            {
                int layer = forward ? i : layers.Count - i;
                SortByNeighbours(layers[layer], forward || layer == layers.Count - 1);
            }
            Exchange(layers);
            long crossings = Crossings(layers);
            if (crossings < fewest)
                (fewest, best) = (crossings, Snapshot(layers));
        }
        for (int layer = 0; layer < layers.Count; layer++)
            Reorder(layers[layer], best[layer]);
    }

    /// <summary>How many pairs of links cross.</summary>
    public static long Crossings(List<List<LayoutItem>> layers)
    {
        long crossings = 0;
        foreach (List<LayoutItem> layer in layers)
        {
            var links = layer.SelectMany(static item => item.Outgoing).ToList();
            for (int i = 0; i < links.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if ((links[i].From.Order - links[j].From.Order) * (links[i].To.Order - links[j].To.Order) < 0)
                        crossings++;
                }
            }
        }
        return crossings;
    }

    private static void SortByNeighbours(List<LayoutItem> layer, bool before)
    {
        var sorted = layer.OrderBy(item =>
        {
            var neighbours = before ? item.Incoming.Select(static link => link.From.Order) : item.Outgoing.Select(static link => link.To.Order);
            return neighbours.Select(static order => (double)order).DefaultIfEmpty(item.Order).Average();
        }).ToList();
        Reorder(layer, sorted);
    }

    /// <summary>Swaps neighbours while that saves crossings; each swap saves at least one, so it ends.</summary>
    private static void Exchange(List<List<LayoutItem>> layers)
    {
        foreach (List<LayoutItem> layer in layers.Skip(1))
        {
            for (int i = 1; i < layer.Count; i++)
            {
                int saved = Inversions(layer[i - 1], layer[i]) - Inversions(layer[i], layer[i - 1]);
                if (saved <= 0)
                    continue;
                (layer[i - 1], layer[i]) = (layer[i], layer[i - 1]);
                (layer[i - 1].Order, layer[i].Order) = (i - 1, i);
                i = Math.Max(0, i - 2);
            }
        }
    }

    /// <summary>The crossings between the links of two neighbours, the first above the second.</summary>
    private static int Inversions(LayoutItem above, LayoutItem below) =>
        above.Incoming.Sum(a => below.Incoming.Count(b => b.From.Order < a.From.Order))
        + above.Outgoing.Sum(a => below.Outgoing.Count(b => b.To.Order < a.To.Order));

    private static List<List<LayoutItem>> Snapshot(List<List<LayoutItem>> layers) => [.. layers.Select(static layer => layer.ToList())];

    private static void Reorder(List<LayoutItem> layer, List<LayoutItem> order)
    {
        for (int i = 0; i < order.Count; i++)
        {
            layer[i] = order[i];
            layer[i].Order = i;
        }
    }
}
