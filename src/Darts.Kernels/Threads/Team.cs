namespace Darts.Kernels;

/// <summary>Does the items of a piece of work on several threads, the caller among them.</summary>
internal abstract class Team : IDisposable
{
    /// <summary>How many threads, the caller among them; at least 1.</summary>
    public abstract int Threads { get; }

    /// <summary>Does every item once and returns when all are done. Allocates nothing. One caller at a time.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="items">How many items there are.</param>
    public abstract void Run(IWork work, int items);

    /// <summary>The caller alone, or threads of its own.</summary>
    /// <param name="threads">How many, at least 1.</param>
    public static Team Of(int threads) => threads == 1 ? new SoloTeam() : new ThreadTeam(threads);

    /// <summary>Ends the threads.</summary>
    public virtual void Dispose()
    {
    }
}
