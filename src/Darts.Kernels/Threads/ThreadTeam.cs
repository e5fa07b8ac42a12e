namespace Darts.Kernels;

/// <summary>
/// Threads of our own. Items are handed out one by one as threads become free, so that a thread the system takes away for a while delays little.
/// </summary>
/// <remarks>
/// A thread that has nothing to do looks for work a while before it sleeps: the steps of a network follow each other within microseconds, and waking a thread takes tens of them.
/// </remarks>
internal sealed class ThreadTeam : Team
{
    /// <summary>About 100 µs: longer than the pause between two steps, shorter than a user notices.</summary>
    private const int SpinsBeforeSleep = 150;

    private readonly Helper[] _helpers;
    private IWork? _work;
    private int _items;
    private int _round;
    private int _next;
    private int _busy;
    private volatile bool _ended;

    /// <summary>Starts them.</summary>
    /// <param name="threads">How many, the caller among them.</param>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _helpers = new Helper[threads - 1];
        for (int index = 0; index < _helpers.Length; index++)
            _helpers[index] = new Helper(this, index + 1);
    }

    public override int Threads => _helpers.Length + 1;

    public override void Run(IWork work, int items)
    {
        (_work, _items) = (work, items);
        Volatile.Write(ref _next, 0);
        Volatile.Write(ref _busy, _helpers.Length);
        BeginRound();
        Take(work, items, thread: 0);

        // Everyone has seen this round before the next begins: no thread can take an item of a round that it did not start.
        var spin = default(SpinWait);
        while (Volatile.Read(ref _busy) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
    }

    public override void Dispose()
    {
        _ended = true;
        BeginRound();
        foreach (var helper in _helpers)
            helper.Join();
    }

    private void BeginRound()
    {
        Interlocked.Increment(ref _round);
        foreach (var helper in _helpers)
            helper.Wake();
    }

    private void Take(IWork work, int items, int thread)
    {
        for (int item = Interlocked.Increment(ref _next) - 1; item < items; item = Interlocked.Increment(ref _next) - 1)
            work.Do(item, thread);
    }

    /// <summary>One of the threads.</summary>
    private sealed class Helper
    {
        private readonly ThreadTeam _team;
        private readonly int _number;
        private readonly SemaphoreSlim _wake = new(0);
        private readonly Thread _thread;
        private int _asleep;

        public Helper(ThreadTeam team, int number)
        {
            (_team, _number) = (team, number);
            _thread = new Thread(Serve) { IsBackground = true, Name = $"Darts kernels {number}" };
            _thread.Start();
        }

        public void Wake()
        {
            if (Interlocked.CompareExchange(ref _asleep, 0, 1) == 1)
                _wake.Release();
        }

        public void Join()
        {
            _thread.Join();
            _wake.Dispose();
        }

        private void Serve()
        {
            for (int round = 0; ;)
            {
                AwaitRoundAfter(round);
                round++;
                if (_team._ended)
                    return;
                _team.Take(_team._work!, _team._items, _number);
                Interlocked.Decrement(ref _team._busy);
            }
        }

        private void AwaitRoundAfter(int round)
        {
            for (int spins = 0; Volatile.Read(ref _team._round) == round; spins++)
            {
                if (spins < SpinsBeforeSleep)
                {
                    Thread.SpinWait(20);
                    continue;
                }

                // Who begins a round after the first of these lines finds this thread asleep and wakes it; who began one before is seen by the second.
                Interlocked.Exchange(ref _asleep, 1);
                if (Volatile.Read(ref _team._round) == round || Interlocked.CompareExchange(ref _asleep, 0, 1) == 0)
                    _wake.Wait();
            }
        }
    }
}
