using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        for (int block = 0; block < outputs; block += PointwiseTile.Rows, matrix += PointwiseTile.Rows * rowStride, packed += PointwiseTile.Rows * inputs)
        {
            if (outputs - block < PointwiseTile.Rows)
                Rest(matrix, rowStride, columnStride, outputs - block, inputs, packed);
            else if (rowStride == 1)
                Columns(matrix, columnStride, inputs, packed);
            else
                Block(matrix, rowStride, columnStride, inputs, packed);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(float* matrix, nint rowStride, nint columnStride, int inputs, float* packed)
    {
        float* b = matrix + rowStride, c = b + rowStride, d = c + rowStride, e = d + rowStride, f = e + rowStride;
        int input = 0;
        if (columnStride == 1)
        {
            for (; input <= inputs - 4; input += 4, packed += 4 * PointwiseTile.Rows)
                Four(matrix + input, b + input, c + input, d + input, e + input, f + input, packed);
        }
        for (; input < inputs; input++, packed += PointwiseTile.Rows)
        {
            nint at = input * columnStride;
            packed[0] = matrix[at];
            packed[1] = b[at];
            packed[2] = c[at];
            packed[3] = d[at];
            packed[4] = e[at];
            packed[5] = f[at];
        }
    }

    /// <summary>Six rows of four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* a, float* b, float* c, float* d, float* e, float* f, float* packed)
    {
        var (ab, cd, ef) = (Interleaved.Of(a, b), Interleaved.Of(c, d), Interleaved.Of(e, f));
        Put(ab.Low.GetLower(), cd.Low.GetLower(), ef.Low.GetLower(), packed);
        Put(ab.Low.GetUpper(), cd.Low.GetUpper(), ef.Low.GetUpper(), packed + PointwiseTile.Rows);
        Put(ab.High.GetLower(), cd.High.GetLower(), ef.High.GetLower(), packed + (2 * PointwiseTile.Rows));
        Put(ab.High.GetUpper(), cd.High.GetUpper(), ef.High.GetUpper(), packed + (3 * PointwiseTile.Rows));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector64<float> ab, Vector64<float> cd, Vector64<float> ef, float* packed)
    {
        ab.Store(packed);
        cd.Store(packed + 2);
        ef.Store(packed + 4);
    }

    /// <summary>Rows that lie side by side are copied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(float* matrix, nint columnStride, int inputs, float* packed)
    {
        for (int input = 0; input < inputs; input++, matrix += columnStride, packed += PointwiseTile.Rows)
        {
            Vector128.Load(matrix).Store(packed);
            Vector64.Load(matrix + 4).Store(packed + 4);
        }
    }

    private static void Rest(float* matrix, nint rowStride, nint columnStride, int rows, int inputs, float* packed)
    {
        for (int input = 0; input < inputs; input++)
        {
            for (int row = 0; row < PointwiseTile.Rows; row++)
                *packed++ = row < rows ? matrix[(row * rowStride) + (input * columnStride)] : 0;
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
