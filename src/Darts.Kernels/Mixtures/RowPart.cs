using System.Numerics;
using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>A vector's worth of a row; at its end, what is left of it, filled up with zeros.</summary>
internal static unsafe class RowPart
{
    /// <summary>Reads <paramref name="left"/> floats, or as many as a vector has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* from, int left) => left >= Vector<float>.Count ? Vector.Load(from) : LoadRest(from, left);

    /// <summary>Writes as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, float* to, int left)
    {
        if (left >= Vector<float>.Count)
            value.Store(to);
        else
            StoreRest(value, to, left);
    }

    private static Vector<float> LoadRest(float* from, int left)
    {
        Span<float> filled = stackalloc float[Vector<float>.Count];
        filled.Clear();
        new ReadOnlySpan<float>(from, left).CopyTo(filled);
        return new(filled);
    }

    private static void StoreRest(Vector<float> value, float* to, int left)
    {
        for (int i = 0; i < left; i++)
            to[i] = value[i];
    }
}
