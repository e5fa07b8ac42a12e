using System.Runtime.InteropServices;

namespace Darts.Kernels.Weights;

/// <summary>What a stream held, in native memory.</summary>
internal sealed unsafe class CopiedContent : Content
{
    private const int First = 1 << 16;
    private const int Most = 1 << 30;

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public CopiedContent(Stream stream)
    {
        // One byte more than is left, so that the end is found without growing.
        nuint capacity = stream.CanSeek ? (nuint)Math.Max(stream.Length - stream.Position, 0) + 1 : First;
        byte* data = (byte*)NativeMemory.Alloc(capacity);
        try
        {
            nuint length = 0;
            while (true)
            {
                if (length == capacity)
                    data = (byte*)NativeMemory.Realloc(data, capacity *= 2);
                int read = stream.Read(new Span<byte>(data + length, (int)nuint.Min(capacity - length, Most)));
                if (read == 0)
                    break;
                length += (nuint)read;
            }

            Data = data;
            Length = (long)length;
        }
        catch
        {
            NativeMemory.Free(data);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Free() => NativeMemory.Free(Data);
}
