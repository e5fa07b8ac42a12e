namespace Darts.Kernels.Inference;

/// <summary>Convolves every channel of a strip by itself.</summary>
internal static unsafe class DepthwiseStrip
{
    /// <summary>Convolves.</summary>
    /// <param name="reading">What is read.</param>
    /// <param name="from">The map's first pixel.</param>
    /// <param name="strip">The pixels.</param>
    /// <param name="kernels">[channels, taps].</param>
    /// <param name="to">[channels, 64].</param>
    /// <param name="line">Room for 4 · 64 floats.</param>
    /// <param name="widest">The widest vector to use.</param>
    public static void Convolve(in Reading reading, float* from, Strip strip, float* kernels, float* to, float* line, VectorWidth widest)
    {
        switch (strip.Lanes(widest))
        {
            case VectorWidth.Bits512:
                Convolve<Lanes16>(reading, from, strip, kernels, to, line);
                break;
            case VectorWidth.Bits256:
                Convolve<Lanes8>(reading, from, strip, kernels, to, line);
                break;
            case VectorWidth.Bits128:
                Convolve<Lanes4>(reading, from, strip, kernels, to, line);
                break;
            default:
                Convolve<Lanes1>(reading, from, strip, kernels, to, line);
                break;
        }
    }

    private static void Convolve<V>(in Reading reading, float* from, Strip strip, float* kernels, float* to, float* line)
        where V : struct, ILanes<V>
    {
        from += ((nint)((strip.Top * reading.StrideY) + reading.Y) * reading.From.Row) + (strip.Left * reading.StrideX) + reading.X;
        for (int channel = 0; channel < reading.From.Channels; channel++)
        {
            if (reading.StrideX == 1)
                SameSize<V>(reading, from, strip, kernels, to);
            else
                Halved<V>(reading, from, strip, kernels, to, line);
            from += reading.From.Channel;
            kernels += reading.Taps;
            to += Strip.Pixels;
        }
    }

    private static void SameSize<V>(in Reading reading, float* from, Strip strip, float* kernel, float* to)
        where V : struct, ILanes<V>
    {
        nint row = reading.From.Row;
        for (int top = 0; ;)
        {
            for (int left = 0; ;)
            {
                float* first = from + (top * row) + left;
                float* result = to + (top * strip.Columns) + left;
                if (strip.Rows < DepthwiseRows.Count)
                    DepthwiseRows.One<V>(first, row, kernel, reading.KernelHeight, reading.Dilation, result);
                else if (reading is { KernelHeight: 3, Dilation: 1 })
                    DepthwiseRows.Three<V>(first, row, kernel, result, strip.Columns);
                else if (reading is { KernelHeight: 3, Dilation: 2 })
                    DepthwiseRows.ThreeDilated<V>(first, row, kernel, result, strip.Columns);
                else
                    DepthwiseRows.Any<V>(first, row, kernel, reading.KernelHeight, reading.Dilation, result, strip.Columns);
                if (left + V.Count >= strip.Columns)
                    break;
                left = Math.Min(left + V.Count, strip.Columns - V.Count);
            }

            // Four rows at once; the last four end where the strip does.
            int rows = Math.Min(strip.Rows, strip.Rows < DepthwiseRows.Count ? 1 : DepthwiseRows.Count);
            if (top + rows >= strip.Rows)
                break;
            top = Math.Min(top + rows, strip.Rows - rows);
        }
    }

    /// <summary>Computes every pixel of every other row, and keeps every other pixel.</summary>
    private static void Halved<V>(in Reading reading, float* from, Strip strip, float* kernel, float* to, float* line)
        where V : struct, ILanes<V>
    {
        nint row = reading.From.Row;
        for (int y = 0; y < strip.Rows; y++, to += strip.Columns)
        {
            for (int x = 0; x < 2 * strip.Columns; x += V.Count)
                DepthwiseRows.One<V>(from + (2 * y * row) + x, row, kernel, reading.KernelHeight, reading.Dilation, line + x);
            for (int x = 0; x < strip.Columns; x++)
                to[x] = line[2 * x];
        }
    }
}
