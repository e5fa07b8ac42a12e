namespace Darts.Kernels;

/// <summary>The threads that networks are trained with, each with its scratch memory.</summary>
/// <param name="threads">How many, the caller among them.</param>
internal sealed class Workers(int threads) : IDisposable
{
    private static readonly Lock Changing = new();
    private static Workers? _shared;

    private readonly Team _team = GompTeam.TryOf(threads) ?? Team.Of(threads);
    private readonly Scratch[] _scratch = [.. Enumerable.Range(0, threads).Select(_ => new Scratch())];
    private readonly Lock _running = new();
    private FloatBuffer _partials = new(0);

    /// <summary>How many threads.</summary>
    public int Threads => threads;

    /// <summary>Those of the process; made anew when their number changes.</summary>
    /// <param name="threads">How many, at least 1.</param>
    public static Workers Shared(int threads)
    {
        lock (Changing)
        {
            if (_shared?.Threads != threads)
            {
                _shared?.Dispose();
                _shared = new Workers(threads);
            }
            return _shared;
        }
    }

    /// <summary>Does something that uses the threads one piece of work after the other; nobody else does so at the same time.</summary>
    public Lock.Scope Enter() => _running.EnterScope();

    /// <summary>The threads alone, for work that has its own memory; only between <see cref="Enter"/> and its end.</summary>
    public Team Team => _team;

    /// <summary>The scratch memory of a thread.</summary>
    public Scratch Scratch(int thread) => _scratch[thread];

    /// <summary>How many parts a batch is cut into: it depends on the number of threads alone, and so do the sums over parts.</summary>
    /// <param name="images">N.</param>
    public int Parts(int images) => Math.Min(threads, images);

    /// <summary>Memory for sums of each part, of any content. Valid until the next call.</summary>
    public unsafe float* Partials(int length)
    {
        if (_partials.Length < length)
        {
            _partials.Dispose();
            _partials = new FloatBuffer(length);
        }
        return _partials.Data;
    }

    /// <summary>Does every item of a piece of work.</summary>
    public void Run(IWork work, int items) => _team.Run(work, items);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_running)
        {
            _team.Dispose();
            foreach (var scratch in _scratch)
                scratch.Dispose();
            _partials.Dispose();
        }
    }
}
