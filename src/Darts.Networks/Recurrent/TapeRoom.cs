using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Memory for the tape of one pass, kept from a pass to the next: what comes fresh from the system is cleared, page by page, when it is touched. A pass that finds it taken gets its own.</summary>
internal sealed class TapeRoom : IDisposable
{
    private Tensor? _free;
    private volatile bool _disposed;

    /// <summary>Memory of any content, which belongs to no dispose scope.</summary>
    /// <param name="length">How many numbers.</param>
    /// <param name="like">Of what type and device.</param>
    public Tensor Take(long length, Tensor like)
    {
        Tensor? free = Interlocked.Exchange(ref _free, null);
        if (free is not null && free.numel() == length && free.dtype == like.dtype && free.device_type == like.device_type && free.device_index == like.device_index)
            return free;
        free?.Dispose();
        return empty(length, dtype: like.dtype, device: like.device).DetachFromDisposeScope();
    }

    /// <summary>Gives it back.</summary>
    /// <param name="memory">What <see cref="Take"/> gave.</param>
    public void Give(Tensor memory)
    {
        Interlocked.Exchange(ref _free, memory)?.Dispose();
        // Nodes of a graph may live longer than their model.
        if (_disposed)
            Interlocked.Exchange(ref _free, null)?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Interlocked.Exchange(ref _free, null)?.Dispose();
    }
}
