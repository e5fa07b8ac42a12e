namespace Darts.Kernels;

/// <summary>The panels of a product as items of work. The last ones are cut in two by rows: threads that take a panel at a time would else wait at the end for one that takes one more.</summary>
/// <param name="panels">How many panels.</param>
/// <param name="threads">How many threads share them.</param>
internal readonly struct PanelItems(int panels, int threads)
{
    private readonly int _whole = threads == 1 ? panels : Math.Max(panels - (2 * threads), 0);

    /// <summary>How many items.</summary>
    public int Count => (2 * panels) - _whole;

    /// <summary>How many threads share them.</summary>
    public int Threads => threads;

    /// <summary>An item's panel and its rows.</summary>
    /// <param name="item">Which one.</param>
    /// <param name="blocks">Blocks of rows that stay together.</param>
    /// <returns>The panel, its first block and the one behind its last.</returns>
    public (int Panel, int From, int To) Of(int item, int blocks)
    {
        if (item < _whole)
            return (item, 0, blocks);
        (int panel, int half) = Math.DivRem(item - _whole, 2);
        return (_whole + panel, blocks * half / 2, blocks * (half + 1) / 2);
    }
}
