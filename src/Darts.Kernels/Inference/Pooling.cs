namespace Darts.Kernels.Inference;

/// <summary>A 3×3 pooling with padding 1: the maximum, or the average over the pixels that lie inside the map.</summary>
/// <param name="From">What is pooled.</param>
/// <param name="To">The result.</param>
/// <param name="Height">Of what is pooled.</param>
/// <param name="Width">Of what is pooled.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="IsMaximum">Whether it is the maximum.</param>
internal readonly unsafe record struct Pooling(Map From, Map To, int Height, int Width, int Stride, bool IsMaximum)
{
    /// <summary>Floats of scratch memory: a line of the map with a pixel on each side, and room for a vector.</summary>
    public static int Scratch(int width) => width + 2 + (int)VectorWidth.Bits512;

    /// <summary>Pools a channel.</summary>
    /// <param name="channel">Which one.</param>
    /// <param name="arena">The maps.</param>
    /// <param name="line"><see cref="Scratch"/> floats.</param>
    /// <param name="widest">The widest vector to use.</param>
    public void Do(int channel, float* arena, float* line, VectorWidth widest)
    {
        switch (Width >= (int)widest ? widest : Width >= 8 ? VectorWidth.Bits256 : Width >= 4 ? VectorWidth.Bits128 : VectorWidth.Scalar)
        {
            case VectorWidth.Bits512:
                Do<Lanes16>(channel, arena, line);
                break;
            case VectorWidth.Bits256:
                Do<Lanes8>(channel, arena, line);
                break;
            case VectorWidth.Bits128:
                Do<Lanes4>(channel, arena, line);
                break;
            default:
                Do<Lanes1>(channel, arena, line);
                break;
        }
    }

    private void Do<V>(int channel, float* arena, float* line)
        where V : struct, ILanes<V>
    {
        float* from = arena + From.First + ((nint)channel * From.Channel);
        float* to = arena + To.First + ((nint)channel * To.Channel);
        line[0] = line[Width + 1] = IsMaximum ? float.NegativeInfinity : 0;
        for (int y = 0; y < Height; y += Stride, to += To.Row)
        {
            int top = Math.Max(y - 1, 0), rows = Math.Min(y + 1, Height - 1) - top + 1;
            Join<V>(from + ((nint)top * From.Row), rows, line + 1);
            if (IsMaximum)
                Maxima(line, to);
            else
                Averages(line, rows, to);
        }
    }

    /// <summary>The maximum or sum of two or three rows.</summary>
    private void Join<V>(float* from, int rows, float* line)
        where V : struct, ILanes<V>
    {
        for (int x = 0; ;)
        {
            var value = V.Load(from + x);
            for (int row = 1; row < rows; row++)
            {
                var next = V.Load(from + (row * From.Row) + x);
                value = IsMaximum ? V.Max(value, next) : value + next;
            }

            V.Store(value, line + x);
            if (x + V.Count >= Width)
                return;
            x = Math.Min(x + V.Count, Width - V.Count);
        }
    }

    private void Maxima(float* line, float* to)
    {
        for (int x = 0; x < Width; x += Stride)
            *to++ = MathF.Max(MathF.Max(line[x], line[x + 1]), line[x + 2]);
    }

    private void Averages(float* line, int rows, float* to)
    {
        for (int x = 0; x < Width; x += Stride)
        {
            int columns = Math.Min(x + 1, Width - 1) - Math.Max(x - 1, 0) + 1;
            *to++ = (line[x] + line[x + 1] + line[x + 2]) / (rows * columns);
        }
    }
}
