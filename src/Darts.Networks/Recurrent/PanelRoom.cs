using Darts.Kernels;

namespace Darts.Networks;

/// <summary>Panels for what a pass keeps until its backward pass, kept from a pass to the next as <see cref="TapeRoom"/> keeps a tape's memory. A pass that finds them taken gets its own.</summary>
internal sealed class PanelRoom : IDisposable
{
    private PanelMatrix? _free;
    private volatile bool _disposed;

    /// <summary>Panels of any content and size.</summary>
    public PanelMatrix Take() => Interlocked.Exchange(ref _free, null) ?? new PanelMatrix();

    /// <summary>Gives them back.</summary>
    /// <param name="panels">What <see cref="Take"/> gave.</param>
    public void Give(PanelMatrix panels)
    {
        Interlocked.Exchange(ref _free, panels)?.Dispose();
        // Nodes of a graph may live longer than their model.
        if (_disposed)
            Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Interlocked.Exchange(ref _free, null)?.Dispose();
    }
}
