namespace Darts.Kernels;

/// <summary>Packs some rows of a matrix whose rows are contiguous into all of its panels: it is read as it lies, and every panel is written as it lies.</summary>
/// <param name="target">The panels.</param>
/// <param name="matrix">The matrix.</param>
/// <param name="rowStride">From a row to the next.</param>
internal sealed unsafe class PanelRowsPacking(PanelMatrix target, float* matrix, nint rowStride) : VectorWork
{
    private const int RowsAtOnce = 32;

    /// <summary>How many items there are.</summary>
    public int Count => (target.Rows + RowsAtOnce - 1) / RowsAtOnce;

    /// <inheritdoc/>
    protected override void Do<V>(int item, int thread)
    {
        int whole = target.Width / PanelMatrix.Columns, rest = target.Width % PanelMatrix.Columns;
        for (int row = item * RowsAtOnce; row < Math.Min((item + 1) * RowsAtOnce, target.Rows); row++)
        {
            float* from = matrix + (row * rowStride);
            for (int panel = 0; panel < whole; panel++)
            {
                float* to = Line(panel, row);
                for (int i = 0; i < PanelMatrix.Columns; i += V.Count, from += V.Count)
                    V.Store(V.Load(from), to + i);
            }
            if (rest == 0)
                continue;
            var line = new Span<float>(Line(whole, row), PanelMatrix.Columns);
            new ReadOnlySpan<float>(from, rest).CopyTo(line);
            line[rest..].Clear();
        }
    }

    private float* Line(int panel, int row) => target.Panel(panel) + ((nint)row * PanelMatrix.Columns);
}
