using System.Runtime.InteropServices;

namespace Darts.Cli.Terminal;

/// <summary>Turns the first Ctrl-C (or request to end) into a cancellation, so that a checkpoint can be written; the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() =>
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Answer),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Answer),
        ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Answer(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        // On another thread: a callback of the token must not hold up the runtime's signal thread.
        _ = _source.CancelAsync();
    }
}
