using System.Diagnostics;
using Darts.Benchmarks.Peers;
using Darts.Networks;
using Darts.Search;
using Darts.Training;

namespace Darts.Benchmarks.Memory;

/// <summary>Search steps on images of 32×32, 16 a batch, of a supernet of 16 channels and 8 layers.</summary>
internal static class SearchMemory
{
    /// <summary>Takes two steps: in the second one optimizers have their state.</summary>
    /// <param name="form">How.</param>
    /// <param name="order">In which order.</param>
    /// <returns>The largest amount of memory this process has had, bytes.</returns>
    public static long Peak(SearchForm form, SearchOrder order)
    {
        SearchSettings settings = SearchPeers.Settings with { BatchSize = 16, Order = order };
        Batch train = SearchPeers.NewBatch(settings.BatchSize, TorchSharp.torch.CPU), validation = SearchPeers.NewBatch(settings.BatchSize, TorchSharp.torch.CPU);
        using var ours = new FusedSearch(settings, train, SearchPeers.Classes);
        using var plain = form == SearchForm.Plain ? new PlainSearch(ours.Supernet, ours.Architecture, settings) : null;
        CpuKernels.Enabled = form == SearchForm.Ours;
        for (int step = 0; step < 2; step++)
        {
            if (plain is null)
                ours.Step(train, validation);
            else
                plain.Step(train, validation);
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
