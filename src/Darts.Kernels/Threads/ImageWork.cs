namespace Darts.Kernels;

/// <summary>Work on the images of a batch, each part of it in the widest vectors the machine has.</summary>
/// <param name="workers">The threads.</param>
/// <param name="images">N.</param>
internal abstract class ImageWork(Workers workers, int images) : VectorWork
{
    /// <summary>How many parts there are.</summary>
    protected int Parts { get; } = workers.Parts(images);

    /// <summary>Does all of it.</summary>
    public void Run() => workers.Run(this, Parts);

    /// <inheritdoc/>
    protected override void Do<V>(int item, int thread)
    {
        int from = (int)((long)images * item / Parts), to = (int)((long)images * (item + 1) / Parts);
        Part<V>(item, from, to, workers.Scratch(thread));
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
