namespace Darts.Kernels.Weights;

/// <summary>A file's bytes in memory.</summary>
internal abstract unsafe class Content : IDisposable
{
    private bool _disposed;

    /// <summary>How many bytes.</summary>
    public long Length { get; protected init; }

    /// <summary>The first byte.</summary>
    protected byte* Data { get; init; }

    /// <summary>A part of them; valid until this is disposed.</summary>
    /// <param name="begin">The first.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="EndOfStreamException">The file has become shorter.</exception>
    /// <exception cref="ObjectDisposedException">The bytes are gone.</exception>
    public ReadOnlySpan<byte> Span(long begin, int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(WeightsFile));
        ArgumentOutOfRangeException.ThrowIfNegative(begin);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(begin, Length - length);
        CheckStillThere();
        return new(Data + begin, length);
    }

    /// <summary>Lets go of the bytes.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Free();
    }

    /// <summary>Throws where the bytes are there no more.</summary>
    protected virtual void CheckStillThere()
    {
    }

    /// <summary>Lets go of the bytes; called once.</summary>
    protected abstract void Free();
}
