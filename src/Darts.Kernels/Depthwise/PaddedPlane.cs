using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>The copy of one channel of one image with zeros around it, in the layout of a <see cref="DepthwiseShape"/>.</summary>
internal static unsafe class PaddedPlane
{
    /// <summary>Puts the borders in place; what is between them is then written by the fillings.</summary>
    /// <param name="shape">The layout.</param>
    /// <param name="padded"><see cref="DepthwiseShape.PaddedLength"/> floats.</param>
    public static void Clear(DepthwiseShape shape, float* padded) => new Span<float>(padded, shape.PaddedLength).Clear();

    /// <summary>Copies a plane.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="plane">[H, W].</param>
    /// <param name="padded">The copy, its borders zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<V>(DepthwiseShape shape, float* plane, float* padded)
        where V : struct, ILanes<V>
    {
        if (V.Count > Lanes4.Count && shape.Width < V.Count)
        {
            // Rows that no vector of this width fits into.
            if (V.Count == Lanes16.Count)
                Fill<Lanes8>(shape, plane, padded);
            else
                Fill<Lanes4>(shape, plane, padded);
            return;
        }
        int width = shape.Width;
        float* to = padded + (shape.Padding * shape.Pitch);
        for (int row = 0; row < shape.Height; row++, plane += width, to += shape.Pitch)
        {
            if (shape.Stride == 1)
                Copy<V>(plane, to + shape.Padding, width);
            else
                Spread(shape, plane, to);
        }
    }

    /// <summary>Copies max(0, scale·plane + shift): a batch norm and a ReLU on the way.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout; stride 1.</param>
    /// <param name="plane">[H, W].</param>
    /// <param name="scale">The channel's scale.</param>
    /// <param name="shift">The channel's shift.</param>
    /// <param name="padded">The copy, its borders zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillRectified<V>(DepthwiseShape shape, float* plane, float scale, float shift, float* padded)
        where V : struct, ILanes<V>
    {
        if (V.Count > Lanes4.Count && shape.Width < V.Count)
        {
            // Rows that no vector of this width fits into.
            if (V.Count == Lanes16.Count)
                FillRectified<Lanes8>(shape, plane, scale, shift, padded);
            else
                FillRectified<Lanes4>(shape, plane, scale, shift, padded);
            return;
        }
        V s = V.All(scale), t = V.All(shift), zero = default;
        int width = shape.Width, pitch = shape.Pitch;
        float* to = padded + (shape.Padding * pitch) + shape.Padding;
        for (int row = 0; row < shape.Height; row++, plane += width, to += pitch)
        {
            int column = 0;
            for (; column <= width - V.Count; column += V.Count)
                V.Store(V.Max(V.Fma(s, V.Load(plane + column), t), zero), to + column);
            if (column == width)
                continue;
            if (column > 0)
            {
                // Some pixels twice, and no rest.
                V.Store(V.Max(V.Fma(s, V.Load(plane + width - V.Count), t), zero), to + width - V.Count);
                continue;
            }
            for (; column < width; column++)
                Lanes1.Store(Lanes1.Max(Lanes1.Fma(Lanes1.All(scale), Lanes1.Load(plane + column), Lanes1.All(shift)), default), to + column);
        }
    }

    /// <summary>Adds what lies between the borders to a plane: the way back of <see cref="Fill"/>.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The layout.</param>
    /// <param name="padded">The copy.</param>
    /// <param name="plane">[H, W].</param>
    public static void AddTo<V>(DepthwiseShape shape, float* padded, float* plane)
        where V : struct, ILanes<V>
    {
        if (V.Count > Lanes4.Count && shape.Width < V.Count)
        {
            // Rows that no vector of this width fits into.
            if (V.Count == Lanes16.Count)
                AddTo<Lanes8>(shape, padded, plane);
            else
                AddTo<Lanes4>(shape, padded, plane);
            return;
        }
        float* from = padded + (shape.Padding * shape.Pitch);
        for (int row = 0; row < shape.Height; row++, plane += shape.Width, from += shape.Pitch)
        {
            if (shape.Stride == 1)
            {
                Planes.Affine<V>(from + shape.Padding, 1, 0, plane, shape.Width, accumulate: true);
                continue;
            }
            Gather(shape, from, plane);
        }
    }

    /// <summary>The way back of <see cref="Spread"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(DepthwiseShape shape, float* from, float* row)
    {
        float* first = from + shape.At(shape.Padding), second = from + shape.At(shape.Padding + 1);
        int column = 0;
        for (; column + 1 < shape.Width; column += 2)
        {
            row[column] += *first++;
            row[column + 1] += *second++;
        }
        if (column < shape.Width)
            row[column] += *first;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(DepthwiseShape shape, float* row, float* to)
    {
        float* first = to + shape.At(shape.Padding), second = to + shape.At(shape.Padding + 1);
        int column = 0;
        for (; column + 1 < shape.Width; column += 2)
        {
            *first++ = row[column];
            *second++ = row[column + 1];
        }
        if (column < shape.Width)
            *first = row[column];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<V>(float* from, float* to, int count)
        where V : struct, ILanes<V>
    {
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Load(from + i), to + i);
        if (i == count)
            return;
        if (i > 0)
        {
            V.Store(V.Load(from + count - V.Count), to + count - V.Count);
            return;
        }
        for (; i < count; i++)
            to[i] = from[i];
    }
}
