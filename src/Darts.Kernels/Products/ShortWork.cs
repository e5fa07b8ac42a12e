namespace Darts.Kernels;

/// <summary>
/// A product of some rows with a <see cref="ShortMatrix"/>, and what is made of its sums while they are in the nearest cache. Panels go to threads in groups that stay together, a few items a thread:
/// a panel's time is too short to hand out.
/// </summary>
/// <param name="right">The matrix.</param>
/// <param name="group">How many panels stay together.</param>
internal abstract unsafe class ShortWork(ShortMatrix right, int group = 1) : VectorWork
{
    /// <summary>Enough that a thread which the system takes away for a while delays little.</summary>
    private const int ItemsPerThread = 4;

    private float* _left;
    private nint _leftRow;

    /// <summary>The matrix.</summary>
    protected ShortMatrix Right => right;

    /// <summary>How many rows the left-hand matrix has.</summary>
    protected int Rows { get; private set; }

    /// <summary>How many items the work is handed out in.</summary>
    protected int Items { get; private set; }

    private int Groups => right.Panels / group;

    /// <summary>The most items on so many threads.</summary>
    /// <param name="threads">At least 1.</param>
    protected int ItemsOn(int threads) => threads == 1 ? 1 : Math.Min(threads * ItemsPerThread, Groups);

    /// <summary>Multiplies, and makes of the sums what is to be made.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="left">[rows, right.Rows], each row of it contiguous.</param>
    /// <param name="leftRow">From a row of it to the next, floats.</param>
    /// <param name="rows">How many.</param>
    protected void Run(Team team, float* left, long leftRow, int rows)
    {
        _left = left;
        (_leftRow, Rows, Items) = ((nint)leftRow, rows, ItemsOn(team.Threads));
        team.Run(this, Items);
    }

    /// <summary>Takes sums of one panel.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="panel">Which one.</param>
    /// <param name="row">The first row.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="sums">[height, <see cref="ShortMatrix.Columns"/>], without the columns' factors.</param>
    protected abstract void Take<V>(int panel, int row, int height, float* sums)
        where V : struct, ILanes<V>;

    /// <summary>Follows the sums of an item.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="item">Which one.</param>
    /// <param name="from">Its first panel.</param>
    /// <param name="to">The panel behind its last.</param>
    protected virtual void End<V>(int item, int from, int to)
        where V : struct, ILanes<V>
    {
    }

    /// <inheritdoc/>
    protected override void Do<V>(int item, int thread)
    {
        float* sums = stackalloc float[RowTile.MostRows * ShortMatrix.Columns];
        int from = (int)((long)Groups * item / Items) * group, to = (int)((long)Groups * (item + 1) / Items) * group;
        // Tiles of one height as nearly as may be.
        int tiles = (Rows + RowTile.Rows<V>() - 1) / RowTile.Rows<V>();
        for (int panel = from; panel < to; panel++)
        {
            // Tiles ask for the next panel, a part each, while they compute this one.
            Ahead ahead = panel + 1 < right.Panels ? new((nint)right.Panel(panel + 1), ((ShortMatrix.Columns * sizeof(short)) + tiles - 1) / tiles) : Ahead.Nothing(_left);
            for (int tile = 0; tile < tiles; tile++, ahead = ahead.After(right.Rows))
            {
                int row = (int)((long)Rows * tile / tiles), height = (int)((long)Rows * (tile + 1) / tiles) - row;
                RowTile.Multiply<V, Numbers.Shorts>(_left + (row * _leftRow), _leftRow, height, right.Panel(panel), right.Rows, sums, ShortMatrix.Columns, adds: false, ahead);
                Take<V>(panel, row, height, sums);
            }
        }
        End<V>(item, from, to);
    }
}
