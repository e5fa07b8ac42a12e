namespace Darts.Serving;

/// <summary>Counts the requests that were taken and are not answered yet. None is taken beyond the capacity, or once it is closed.</summary>
/// <param name="capacity">So many at a time.</param>
internal sealed class Admission(int capacity)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;
    private bool _closed;

    /// <summary>Requests that are not answered yet.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes a request; <see cref="Leave"/> ends it.</summary>
    /// <exception cref="BusyException">There is no place, or never will be.</exception>
    public void Enter()
    {
        lock (_gate)
        {
            if (_closed)
                throw new BusyException("The service is shutting down.");
            if (_taken >= capacity)
                throw new BusyException($"{capacity} requests are being worked on or waiting: there is no place for another one.");
            _taken++;
        }
    }

    /// <summary>A request was answered, one way or the other.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _taken--;
            if (_closed && _taken == 0)
                _empty.TrySetResult();
        }
    }

    /// <summary>Takes no more requests.</summary>
    /// <returns>Ends when the last one was answered.</returns>
    public Task Close()
    {
        lock (_gate)
        {
            _closed = true;
            if (_taken == 0)
                _empty.TrySetResult();
        }
        return _empty.Task;
    }
}
