using Darts.Search;
using Darts.Training;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Peers;

/// <summary>
/// A step of the search on images of 32×32, one of α and one of ω, in both orders: ours against the plain form, one module an edge and operation and all gradients always.
/// </summary>
internal static class SearchPeers
{
    private const int Classes = 10;
    private static readonly SearchSettings Settings = SearchPresets.Cifar10 with { BatchSize = 16 };
    private static readonly ImageSize Size = new(3, 32, 32);

    /// <summary>Measures.</summary>
    /// <param name="rounds">How often each is timed.</param>
    public static IEnumerable<PeerResult> Run(int rounds)
    {
        double limit = MachineLimit.MultiplyAddsPerSecond(get_num_threads());
        foreach (var order in Enum.GetValues<SearchOrder>())
        {
            using var scope = NewDisposeScope();
            Batch train = NewBatch(), validation = NewBatch();
            using var ours = new FusedSearch(Settings with { Order = order }, train, Classes);
            using var plain = new PlainSearch(ours.Supernet, ours.Architecture, Settings with { Order = order });
            double[] times = Interleaved.Medians(rounds, () => ours.Step(train, validation), () => plain.Step(train, validation));
            string name = $"search step, {(order == SearchOrder.First ? "first" : "second")} order, batch {Settings.BatchSize}";
            yield return PeerResult.Of(name, "plain", times[0], times[1], Passes(order) * MultiplyAdds, limit);
        }
    }

    private static double MultiplyAdds => Settings.BatchSize * SupernetCost.MultiplyAdds(Settings.Channels, Settings.Layers, Classes, Size);

    /// <summary>The necessary work of a step, as multiples of a forward pass: a backward pass costs one for the gradients of values and one for those of weights.</summary>
    private static int Passes(SearchOrder order)
    {
        const int alpha = 2, omega = 3;
        return order == SearchOrder.First ? alpha + omega : omega + omega + alpha + alpha + omega;
    }

    private static Batch NewBatch() => new(0, randn(Settings.BatchSize, Size.Channels, Size.Height, Size.Width), randint(0, Classes, [Settings.BatchSize], dtype: int64));
}
