namespace Darts.Kernels;

/// <summary>
/// The weights of a 1×1 convolution in the order in which <see cref="PointwiseTile"/> reads them: outputs in blocks of 6, and in a block for each input its 6 weights
/// side by side. The last block is filled up with zeros.
/// </summary>
internal static unsafe class PackedWeights
{
    /// <summary>How many floats they take.</summary>
    /// <param name="outputs">Rows of the matrix.</param>
    /// <param name="inputs">Columns of the matrix.</param>
    public static int Length(int outputs, int inputs) => Blocks(outputs) * PointwiseTile.Rows * inputs;

    /// <summary>How many blocks of outputs there are.</summary>
    /// <param name="outputs">Rows of the matrix.</param>
    public static int Blocks(int outputs) => (outputs + PointwiseTile.Rows - 1) / PointwiseTile.Rows;

    /// <summary>Packs a matrix.</summary>
    /// <param name="matrix">[outputs, inputs]; may be a part of a larger one.</param>
    /// <param name="rowStride">From a row to the next.</param>
    /// <param name="columnStride">From a column to the next; with both exchanged the transposed matrix is packed.</param>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="packed"><see cref="Length"/> floats.</param>
    public static void Pack(float* matrix, nint rowStride, nint columnStride, int outputs, int inputs, float* packed)
    {
        for (int block = 0; block < outputs; block += PointwiseTile.Rows)
        {
            for (int input = 0; input < inputs; input++)
            {
                for (int row = block; row < block + PointwiseTile.Rows; row++)
                    *packed++ = row < outputs ? matrix[(row * rowStride) + (input * columnStride)] : 0;
            }
        }
    }

    /// <summary>Packs a part of a row, multiplied in float64. What no row fills has to be zero already.</summary>
    /// <param name="row">The weights.</param>
    /// <param name="scale">Their factor.</param>
    /// <param name="output">Which row of the matrix it is.</param>
    /// <param name="input">The column of its first weight.</param>
    /// <param name="inputs">Columns of the matrix.</param>
    /// <param name="packed"><see cref="Length"/> floats.</param>
    public static void PackRow(ReadOnlySpan<float> row, double scale, int output, int input, int inputs, Span<float> packed)
    {
        var (block, place) = Math.DivRem(output, PointwiseTile.Rows);
        int to = (((block * inputs) + input) * PointwiseTile.Rows) + place;
        foreach (float weight in row)
        {
            packed[to] = (float)(weight * scale);
            to += PointwiseTile.Rows;
        }
    }
}
