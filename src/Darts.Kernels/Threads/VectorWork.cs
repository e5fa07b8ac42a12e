namespace Darts.Kernels;

/// <summary>Work whose items are computed in vectors of one width, the widest the machine has.</summary>
internal abstract class VectorWork : IWork
{
    /// <summary>The vectors to compute with; tests narrow it.</summary>
    public VectorWidth Widest { get; set; } = VectorWidths.Widest;

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        switch (Widest)
        {
            case VectorWidth.Bits512:
                Do<Lanes16>(item, thread);
                break;
            case VectorWidth.Bits256:
                Do<Lanes8>(item, thread);
                break;
            case VectorWidth.Bits128:
                Do<Lanes4>(item, thread);
                break;
            default:
                Do<Lanes1>(item, thread);
                break;
        }
    }

    /// <summary>Does an item. Must not throw.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="item">Which one, from 0.</param>
    /// <param name="thread">Who does it, from 0.</param>
    protected abstract void Do<V>(int item, int thread)
        where V : struct, ILanes<V>;
}
