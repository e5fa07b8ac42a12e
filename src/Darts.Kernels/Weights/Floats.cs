using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Darts.Kernels.Weights;

/// <summary>Elements of any floating-point type as float32.</summary>
internal static class Floats
{
    /// <summary>Converts; float64 is rounded to nearest.</summary>
    /// <param name="from">Little endian, as many as <paramref name="to"/>; need not be aligned.</param>
    /// <param name="type">A floating-point type.</param>
    /// <param name="to">The numbers.</param>
    public static void Convert(ReadOnlySpan<byte> from, ElementType type, Span<float> to)
    {
        if (type == ElementType.Float32 && BitConverter.IsLittleEndian)
            from.CopyTo(MemoryMarshal.AsBytes(to));
        else if (type == ElementType.Float32)
            Each(from, type.Size, to, BinaryPrimitives.ReadSingleLittleEndian);
        else if (type == ElementType.Float64)
            Each(from, type.Size, to, static element => (float)BinaryPrimitives.ReadDoubleLittleEndian(element));
        else if (type == ElementType.Float16)
            Each(from, type.Size, to, static element => (float)BinaryPrimitives.ReadHalfLittleEndian(element));
        else if (type == ElementType.BFloat16)
            Each(from, type.Size, to, static element => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16));
        else
            throw new ArgumentException($"Elements of type {type} are no floating-point numbers.", nameof(type));
    }

    private static void Each(ReadOnlySpan<byte> from, int size, Span<float> to, Func<ReadOnlySpan<byte>, float> convert)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = convert(from.Slice(i * size, size));
    }
}
