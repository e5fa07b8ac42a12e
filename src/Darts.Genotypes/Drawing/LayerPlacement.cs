namespace Darts.Genotypes.Drawing;

/// <summary>Finds where on the page the items stand: each as near as can be to what it is linked with, in the order of its layer and at a distance from its
/// neighbours.</summary>
internal static class LayerPlacement
{
    private const int Sweeps = 200;
    private const double Gap = 9;

    public static void Place(List<List<LayoutItem>> layers)
    {
        foreach (List<LayoutItem> layer in layers)
            Settle(layer, static item => item.Order, static _ => 1);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (List<LayoutItem> layer in sweep % 2 == 0 ? layers : Enumerable.Reverse(layers))
                Settle(layer, Desired, static item => Math.Max(1, Links(item).Sum(static link => link.Weight)));
        }
        double top = layers.SelectMany(static layer => layer).Min(static item => item.Y - (item.Height / 2));
        foreach (LayoutItem item in layers.SelectMany(static layer => layer))
            item.Y -= top;
    }

    private static IEnumerable<LayoutLink> Links(LayoutItem item) => item.Incoming.Concat(item.Outgoing);

    /// <summary>The weighted mean of the positions that make each link straight.</summary>
    private static double Desired(LayoutItem item)
    {
        double sum = 0, weights = 0;
        foreach (LayoutLink link in item.Incoming)
            Add(link.Weight, link.From.Y + link.FromOffset - link.ToOffset);
        foreach (LayoutLink link in item.Outgoing)
            Add(link.Weight, link.To.Y + link.ToOffset - link.FromOffset);
        return weights == 0 ? item.Y : sum / weights;

        void Add(double weight, double y) => (sum, weights) = (sum + (weight * y), weights + weight);
    }

    /// <summary>Least squares under the distances: with the distances taken off, an isotonic regression, solved by pooling adjacent violators.</summary>
    private static void Settle(List<LayoutItem> layer, Func<LayoutItem, double> desired, Func<LayoutItem, double> weight)
    {
        var blocks = new List<(double Mean, double Weight, int Count)>();
        var shifts = new double[layer.Count];
        for (int i = 0; i < layer.Count; i++)
        {
            shifts[i] = i == 0 ? 0 : shifts[i - 1] + ((layer[i - 1].Height + layer[i].Height) / 2) + Gap;
            blocks.Add((desired(layer[i]) - shifts[i], weight(layer[i]), 1));
            while (blocks.Count > 1 && blocks[blocks.Count - 2].Mean > blocks[blocks.Count - 1].Mean)
            {
                var (upper, lower) = (blocks[blocks.Count - 2], blocks[blocks.Count - 1]);
                double total = upper.Weight + lower.Weight;
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((((upper.Mean * upper.Weight) + (lower.Mean * lower.Weight)) / total, total, upper.Count + lower.Count));
            }
        }
        int item = 0;
        foreach (var (mean, _, count) in blocks)
        {
            for (int end = item + count; item < end; item++)
                layer[item].Y = mean + shifts[item];
        }
    }
}
