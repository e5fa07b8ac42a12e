using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The memory of a tape, handed out part by part; it goes back to its room when the tape is no longer needed.</summary>
/// <param name="room">The room.</param>
/// <param name="length">How many numbers all parts have together.</param>
/// <param name="like">Of what type and device they are.</param>
internal sealed class TapeMemory(TapeRoom room, long length, Tensor like) : IDisposable
{
    private readonly Tensor _all = room.Take(length, like);
    private long _taken;
    private bool _disposed;

    /// <summary>The next part: of any content, contiguous; a view in the dispose scope.</summary>
    /// <param name="shape">Its shape.</param>
    public Tensor Next(params long[] shape)
    {
        long count = shape.Aggregate(1L, static (product, size) => product * size);
        using Tensor part = _all.narrow(0, _taken, count);
        _taken += count;
        return part.view(shape);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        room.Give(_all);
    }
}
