using System.Buffers.Binary;
using System.Numerics;

namespace Darts.Kernels.Weights;

/// <summary>CRC-32C (Castagnoli; RFC 3720): processors have an instruction for it.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of nothing, to begin with.</summary>
    public const uint Empty = 0;

    /// <summary>The checksum of what was summed up so far and then these bytes.</summary>
    /// <param name="crc">Of what was summed up so far.</param>
    /// <param name="bytes">What follows.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint state = ~crc;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte one in bytes)
            state = BitOperations.Crc32C(state, one);
        return ~state;
    }

    /// <summary>The checksum of what is written to a stream.</summary>
    /// <param name="write">Writes it.</param>
    public static uint Of(Action<Stream> write)
    {
        using var sum = new Sum();
        write(sum);
        return sum.Crc;
    }

    /// <summary>A stream that keeps nothing but the checksum.</summary>
    private sealed class Sum : Stream
    {
        public uint Crc { get; private set; } = Empty;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => Crc = Append(Crc, buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
