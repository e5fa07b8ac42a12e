namespace Darts.Kernels;

/// <summary>Work in numbered items that do not depend on one another.</summary>
internal interface IWork
{
    /// <summary>Does an item. Must not throw.</summary>
    /// <param name="item">Which one, from 0.</param>
    /// <param name="thread">Who does it, from 0: what scratch memory is chosen by.</param>
    void Do(int item, int thread);
}
