using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>A 1×1 convolution of one image: y = weights · x, any number of outputs and pixels.</summary>
internal static unsafe class PointwiseProduct
{
    /// <summary>The most pixels a tile has.</summary>
    private const int WidestTile = 64;

    /// <summary>Computes whole tiles in place and the rest beside.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="x">[inputs, pixels]. A tile's width may be read behind the last pixel of every row but the last; behind that one too if <paramref name="slack"/>.</param>
    /// <param name="xStride">From an input to the next.</param>
    /// <param name="slack">Whether the last row may be read beyond its end.</param>
    /// <param name="packed"><see cref="PackedWeights"/>.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="y">[outputs, pixels].</param>
    /// <param name="yStride">From an output to the next.</param>
    /// <param name="pixels">Pixels.</param>
    public static void Run<V>(float* x, nint xStride, bool slack, float* packed, int inputs, int outputs, float* y, nint yStride, int pixels)
        where V : struct, ILanes<V>
    {
        int tile = PointwiseTile.Pixels<V>();
        float* beside = stackalloc float[PointwiseTile.Rows * WidestTile];
        int pixel = 0;
        for (; pixel <= pixels - tile; pixel += tile)
            Column<V>(x + pixel, xStride, packed, inputs, outputs, y + pixel, yStride, tile, tile, beside);
        int rest = pixels - pixel;
        if (rest == 0)
            return;
        if (slack)
        {
            Column<V>(x + pixel, xStride, packed, inputs, outputs, y + pixel, yStride, rest, tile, beside);
            return;
        }
        Rest<V>(x + pixel, xStride, packed, inputs, outputs, y + pixel, yStride, rest, tile, beside);
    }

    private static void Rest<V>(float* x, nint xStride, float* packed, int inputs, int outputs, float* y, nint yStride, int rest, int tile, float* beside)
        where V : struct, ILanes<V>
    {
        float* copy = stackalloc float[inputs * tile];
        for (int input = 0; input < inputs; input++)
        {
            for (int i = 0; i < tile; i++)
                copy[(input * tile) + i] = i < rest ? x[(input * xStride) + i] : 0;
        }
        Column<V>(copy, tile, packed, inputs, outputs, y, yStride, rest, tile, beside);
    }

    /// <summary>A tile's width of pixels, all outputs.</summary>
    private static void Column<V>(float* x, nint xStride, float* packed, int inputs, int outputs, float* y, nint yStride, int pixels, int tile, float* beside)
        where V : struct, ILanes<V>
    {
        for (int output = 0; output < outputs; output += PointwiseTile.Rows, packed += PointwiseTile.Rows * inputs, y += PointwiseTile.Rows * yStride)
        {
            int rows = Math.Min(PointwiseTile.Rows, outputs - output);
            if (rows == PointwiseTile.Rows && pixels == tile)
            {
                PointwiseTile.Multiply<V>(x, xStride, packed, inputs, y, yStride);
                continue;
            }
            PointwiseTile.Multiply<V>(x, xStride, packed, inputs, beside, tile);
            for (int row = 0; row < rows; row++)
                Copy<V>(beside + (row * tile), y + (row * yStride), pixels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<V>(float* from, float* to, int count)
        where V : struct, ILanes<V>
    {
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Load(from + i), to + i);
        for (; i < count; i++)
            to[i] = from[i];
    }
}
