using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Darts.Kernels;

/// <summary>Every other pixel of every other row of a plane: what the two 1×1 convolutions of a factorized reduction read.</summary>
internal static unsafe class PickedPixels
{
    /// <summary>Reads them.</summary>
    /// <param name="shape">Stride 2, without taps.</param>
    /// <param name="plane">[H, W].</param>
    /// <param name="first">The first row and column, 0 or 1. Where they lead out of a plane of odd size there are zeros.</param>
    /// <param name="rectifies">Whether through a ReLU.</param>
    /// <param name="to">[⌈H/2⌉, ⌈W/2⌉].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(DepthwiseShape shape, float* plane, int first, bool rectifies, float* to)
    {
        var least = Vector128.Create(rectifies ? 0 : float.NegativeInfinity);
        for (int row = first; row < shape.Height + first; row += 2, to += shape.OutputWidth)
        {
            if (row >= shape.Height)
            {
                new Span<float>(to, shape.OutputWidth).Clear();
                continue;
            }
            float* from = plane + ((nint)row * shape.Width);
            int column = 0;
            for (; (2 * column) + first + 8 <= shape.Width; column += 4)
            {
                var pixels = Interleaved.Evens(from + (2 * column) + first);
                (rectifies ? Vector128.Max(pixels, least) : pixels).Store(to + column);
            }
            for (; column < shape.OutputWidth; column++)
            {
                int at = (2 * column) + first;
                float pixel = at < shape.Width ? from[at] : 0;
                to[column] = rectifies && pixel < 0 ? 0 : pixel;
            }
        }
    }

    /// <summary>The way back.</summary>
    /// <param name="shape">Stride 2, without taps.</param>
    /// <param name="picked">[⌈H/2⌉, ⌈W/2⌉].</param>
    /// <param name="first">The first row and column.</param>
    /// <param name="plane">[H, W].</param>
    /// <param name="adds">Whether to add to what is there; else all other pixels become zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Put(DepthwiseShape shape, float* picked, int first, float* plane, bool adds)
    {
        if (!adds)
            new Span<float>(plane, shape.Area).Clear();
        for (int row = first; row < shape.Height; row += 2, picked += shape.OutputWidth)
        {
            float* to = plane + ((nint)row * shape.Width);
            for (int at = first, column = 0; at < shape.Width; at += 2, column++)
                to[at] += picked[column];
        }
    }
}
