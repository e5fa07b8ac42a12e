namespace Darts.Kernels;

/// <summary>Products with a matrix that is packed once and used often: result = left · right, or result += left · right.</summary>
/// <remarks>
/// Recurrent cells multiply few rows (a batch) by many weights, again and again. A library packs the weights anew for each product, which takes as long as the product; here a thread reads a panel of
/// 64 columns once into its cache and goes over all rows with it.
/// </remarks>
internal static unsafe class PanelProduct
{
    /// <summary>Where rows are a multiple of so many floats apart, a cache has the same few places for what a tile reads of all of them.</summary>
    private const int Crowded = 1024;

    /// <summary>Multiplies.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="left">The address of [rows, right.Rows].</param>
    /// <param name="leftRow">From a row of it to the next, floats.</param>
    /// <param name="leftColumn">From a column of it to the next.</param>
    /// <param name="rows">How many.</param>
    /// <param name="right">Packed.</param>
    /// <param name="result">The address of [rows, right.Width].</param>
    /// <param name="resultRow">From a row of it to the next.</param>
    /// <param name="adds">Whether the product is added to what is there.</param>
    /// <param name="resultColumn">From a column of it to the next; with both exchanged the product is stored transposed.</param>
    public static void Run(Workers workers, nint left, long leftRow, long leftColumn, int rows, PanelMatrix right, nint result, long resultRow, bool adds, long resultColumn = 1)
    {
        using var entered = workers.Enter();
        var items = new PanelItems(right.Panels, workers.Threads);
        if (leftColumn == 1 && resultColumn == 1 && (leftRow % Crowded != 0 || rows == 1))
        {
            workers.Run(new RowProductWork((float*)left, (nint)leftRow, rows, right, (float*)result, (nint)resultRow, PanelMatrix.Columns, adds, items), items.Count);
            return;
        }
        float* packed = workers.Partials(PackedWeights.Length(rows, right.Rows));
        workers.Run(new LeftPacking((float*)left, leftRow, leftColumn, rows, right.Rows, packed), PackedWeights.Blocks(rows));
        workers.Run(new PanelProductWork(packed, rows, right, (float*)result, resultRow, resultColumn, adds, items), items.Count);
    }

    /// <summary>Multiplies into panels: the result is packed for the products that read it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="left">The address of [rows, right.Rows], each row of it contiguous.</param>
    /// <param name="leftRow">From a row of it to the next, floats.</param>
    /// <param name="rows">How many.</param>
    /// <param name="right">Packed.</param>
    /// <param name="result">Gets [rows, right.Width]; what fills up its last panel is left as it is.</param>
    public static void Run(Workers workers, nint left, long leftRow, int rows, PanelMatrix right, PanelMatrix result)
    {
        result.Resize(rows, right.Width);
        using var entered = workers.Enter();
        var items = new PanelItems(right.Panels, workers.Threads);
        workers.Run(
            new RowProductWork((float*)left, (nint)leftRow, rows, right, result.Panel(0), PanelMatrix.Columns, resultPanel: (nint)rows * PanelMatrix.Columns, adds: false, items), items.Count);
    }

    /// <summary>Multiplies columns of a packed matrix.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="left">Packed; its columns from <paramref name="panel"/>'s first on, as many as the right-hand matrix has rows.</param>
    /// <param name="panel">Which panel of it is the first.</param>
    /// <param name="right">Packed.</param>
    /// <param name="result">The address of [left.Rows, right.Width], contiguous.</param>
    /// <param name="adds">Whether the product is added to what is there.</param>
    public static void Run(Workers workers, PanelMatrix left, int panel, PanelMatrix right, nint result, bool adds)
    {
        using var entered = workers.Enter();
        float* packed = workers.Partials(PackedWeights.Length(left.Rows, right.Rows));
        workers.Run(new PanelsLeftPacking(left, panel, right.Rows, packed), PackedWeights.Blocks(left.Rows));
        var items = new PanelItems(right.Panels, workers.Threads);
        workers.Run(new PanelProductWork(packed, left.Rows, right, (float*)result, right.Width, 1, adds, items), items.Count);
    }
}
