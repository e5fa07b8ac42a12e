namespace Darts.Kernels;

/// <summary>Work on the images of a batch, each part of it in the widest vectors the machine has.</summary>
/// <param name="workers">The threads.</param>
/// <param name="images">N.</param>
internal abstract class ImageWork(Workers workers, int images) : IWork
{
    /// <summary>The vectors to compute with; tests narrow it.</summary>
    public VectorWidth Width { get; init; } = VectorWidths.Widest;

    /// <summary>How many parts there are.</summary>
    protected int Parts { get; } = workers.Parts(images);

    /// <summary>Does all of it.</summary>
    public void Run() => workers.Run(this, Parts);

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        int from = (int)((long)images * item / Parts), to = (int)((long)images * (item + 1) / Parts);
        var scratch = workers.Scratch(thread);
        switch (Width)
        {
            case VectorWidth.Bits512:
                Part<Lanes16>(item, from, to, scratch);
                break;
            case VectorWidth.Bits256:
                Part<Lanes8>(item, from, to, scratch);
                break;
            case VectorWidth.Bits128:
                Part<Lanes4>(item, from, to, scratch);
                break;
            default:
                Part<Lanes1>(item, from, to, scratch);
                break;
        }
    }

    /// <summary>Does a part.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="part">Its number.</param>
    /// <param name="from">The first image.</param>
    /// <param name="to">The image behind the last one.</param>
    /// <param name="scratch">The thread's.</param>
    protected abstract void Part<V>(int part, int from, int to, Scratch scratch)
        where V : struct, ILanes<V>;
}
