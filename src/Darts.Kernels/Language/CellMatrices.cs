namespace Darts.Kernels;

/// <summary>
/// A recurrent cell's weights in 16 bits, each panel with columns of a gate and the same columns of its candidate: who has made the sums of a panel has all that a piece of the node's state takes.
/// The panels of gates that share a product follow one another, so that a piece of all their nodes is made by one thread.
/// </summary>
internal sealed unsafe class CellMatrices : IDisposable
{
    /// <summary>Makes room for them.</summary>
    /// <param name="layout">The cell.</param>
    public CellMatrices(RecurrentLayout layout)
    {
        Layout = layout;
        (Word, Before) = (Room(layout.Embedding, 1), Room(layout.Hidden, 1));
        Products = [.. layout.Products.Select(product => Room(layout.Hidden, product.Gates.Length))];
    }

    /// <summary>The cell.</summary>
    public RecurrentLayout Layout { get; }

    /// <summary>The part of the first product that words go through, [E, 2H].</summary>
    public ShortMatrix Word { get; }

    /// <summary>The part that the state before goes through, [H, 2H].</summary>
    public ShortMatrix Before { get; }

    /// <summary>Those of the products, [H, n·2H].</summary>
    public ShortMatrix[] Products { get; }

    /// <summary>Takes <c>_W0</c>, [E + H, 2H].</summary>
    /// <param name="matrix">The address of its first float.</param>
    /// <param name="rowStride">From a row to the next, floats; columns lie side by side.</param>
    public void SetInput(nint matrix, long rowStride)
    {
        Fill(Word, (float*)matrix, rowStride, 0, 1);
        Fill(Before, (float*)matrix + (Layout.Embedding * rowStride), rowStride, 0, 1);
    }

    /// <summary>Takes an edge's weights, [H, 2H].</summary>
    /// <param name="product">The product it belongs to.</param>
    /// <param name="gate">Which of its gates.</param>
    /// <param name="matrix">The address of its first float.</param>
    /// <param name="rowStride">From a row to the next, floats; columns lie side by side.</param>
    public void SetEdge(int product, int gate, nint matrix, long rowStride) =>
        Fill(Products[product], (float*)matrix, rowStride, gate, Layout.Products[product].Gates.Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        Word.Dispose();
        Before.Dispose();
        Array.ForEach(Products, static matrix => matrix.Dispose());
    }

    private ShortMatrix Room(int rows, int gates) => new(rows, Layout.Blocks * gates * ShortMatrix.Columns);

    private void Fill(ShortMatrix to, float* from, long rowStride, int gate, int gates)
    {
        for (int block = 0; block < Layout.Blocks; block++)
        {
            int first = block * RowTile.Half, columns = Math.Min(RowTile.Half, Layout.Hidden - first), place = ((block * gates) + gate) * ShortMatrix.Columns;
            to.Round(from + first, rowStride, 1, place, columns);
            to.Round(from + Layout.Hidden + first, rowStride, 1, place + RowTile.Half, columns);
        }
    }
}
