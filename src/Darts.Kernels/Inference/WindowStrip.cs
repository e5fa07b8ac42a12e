namespace Darts.Kernels.Inference;

/// <summary>Lays out the pixels under a kernel for a matrix product: for each channel and tap the strip as that tap sees it.</summary>
internal static unsafe class WindowStrip
{
    /// <summary>Copies.</summary>
    /// <param name="reading">What is read.</param>
    /// <param name="from">The map's first pixel.</param>
    /// <param name="strip">The pixels.</param>
    /// <param name="to">[channels · taps, 64].</param>
    /// <param name="widest">The widest vector to use.</param>
    public static void Copy(in Reading reading, float* from, Strip strip, float* to, VectorWidth widest)
    {
        nint top = ((nint)((strip.Top * reading.StrideY) + reading.Y) * reading.From.Row) + (strip.Left * reading.StrideX) + reading.X;
        for (int channel = 0; channel < reading.From.Channels; channel++)
        {
            float* first = from + ((nint)channel * reading.From.Channel) + top;
            for (int y = 0; y < reading.KernelHeight; y++)
            {
                for (int x = 0; x < reading.KernelWidth; x++)
                {
                    float* tap = first + ((nint)y * reading.Dilation * reading.From.Row) + (x * reading.Dilation);
                    if (reading.StrideX == 1)
                        Rows(tap, reading.StrideY * reading.From.Row, strip, to, widest);
                    else
                        EveryOther(tap, reading.StrideY * reading.From.Row, strip, to);
                    to += Strip.Pixels;
                }
            }
        }
    }

    private static void Rows(float* from, nint row, Strip strip, float* to, VectorWidth widest)
    {
        switch (strip.Lanes(widest))
        {
            case VectorWidth.Bits512:
                Rows<Lanes16>(from, row, strip, to);
                break;
            case VectorWidth.Bits256:
                Rows<Lanes8>(from, row, strip, to);
                break;
            case VectorWidth.Bits128:
                Rows<Lanes4>(from, row, strip, to);
                break;
            default:
                Rows<Lanes1>(from, row, strip, to);
                break;
        }
    }

    private static void Rows<V>(float* from, nint row, Strip strip, float* to)
        where V : struct, ILanes<V>
    {
        for (int y = 0; y < strip.Rows; y++, from += row, to += strip.Columns)
        {
            for (int x = 0; x < strip.Columns - V.Count; x += V.Count)
                V.Store(V.Load(from + x), to + x);
            V.Store(V.Load(from + strip.Columns - V.Count), to + strip.Columns - V.Count);
        }
    }

    private static void EveryOther(float* from, nint row, Strip strip, float* to)
    {
        for (int y = 0; y < strip.Rows; y++, from += row, to += strip.Columns)
        {
            for (int x = 0; x < strip.Columns; x++)
                to[x] = from[2 * x];
        }
    }
}
