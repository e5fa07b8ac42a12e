using Darts.Networks;
using Darts.Search;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Peers;

/// <summary>
/// A step of the search on images of 32×32, one of α and one of ω, in both orders: ours against the plain form, one module an edge and operation and all gradients always.
/// </summary>
internal static class SearchPeers
{
    /// <summary>How many classes the images have.</summary>
    public const int Classes = 10;

    /// <summary>The original's search.</summary>
    public static readonly SearchSettings Settings = SearchPresets.Cifar10;
    private static readonly ImageSize Size = new(3, 32, 32);

    /// <summary>Measures.</summary>
    /// <param name="options">How and where.</param>
    public static IEnumerable<PeerResult> Run(PeerOptions options)
    {
        double? limit = options.Limit();
        var searches = from batch in options.Batches([16], 64) from order in Enum.GetValues<SearchOrder>() select Settings with { BatchSize = batch, Order = order };
        foreach (var settings in searches.Select(search => search with { Precision = options.Precision }))
        {
            using var scope = NewDisposeScope();
            Batch train = NewBatch(settings.BatchSize, options.Device), validation = NewBatch(settings.BatchSize, options.Device);
            using var ours = new FusedSearch(settings, train, Classes);
            using var plain = new PlainSearch(ours.Supernet, ours.Architecture, settings);
            double[] times = options.Medians(
                () => ours.Step(train, validation), () => plain.Step(train, validation), () => CpuKernels.Without(() => ours.Step(train, validation)));
            string name = options.Name($"search step, {(settings.Order == SearchOrder.First ? "first" : "second")} order, batch {settings.BatchSize}");
            double multiplyAdds = Passes(settings.Order) * settings.BatchSize * MultiplyAdds;
            yield return PeerResult.Of(name, "plain", times[0], times[1], multiplyAdds, limit);
            if (!options.OnGpu)
                yield return PeerResult.Of($"{name}, libtorch alone", "plain", times[2], times[1], multiplyAdds, limit);
        }
    }

    private static double MultiplyAdds => SupernetCost.MultiplyAdds(Settings.Channels, Settings.Layers, Classes, Size);

    /// <summary>The necessary work of a step, as multiples of a forward pass: a backward pass costs one for the gradients of values and one for those of weights.</summary>
    private static int Passes(SearchOrder order)
    {
        const int alpha = 2, omega = 3;
        return order == SearchOrder.First ? alpha + omega : omega + omega + alpha + alpha + omega;
    }

    /// <summary>Random images and labels.</summary>
    /// <param name="count">How many.</param>
    /// <param name="device">Where.</param>
    public static Batch NewBatch(int count, Device device) =>
        new(0, randn(count, Size.Channels, Size.Height, Size.Width, device: device), randint(0, Classes, [count], dtype: int64, device: device));
}
