using System.Runtime.InteropServices;

namespace Darts.Kernels;

/// <summary>16-bit whole numbers outside the managed heap, aligned to cache lines, all zero at first.</summary>
internal sealed unsafe class ShortBuffer : IDisposable
{
    private const nuint Alignment = 64;

    private short* _data;

    /// <summary>Allocates it.</summary>
    /// <param name="length">How many numbers.</param>
    public ShortBuffer(long length)
    {
        nuint bytes = Math.Max((nuint)length * sizeof(short), Alignment);
        _data = (short*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_data, bytes);
    }

    /// <summary>Frees what nobody disposed.</summary>
    ~ShortBuffer() => Free();

    /// <summary>The first one; valid until it is disposed.</summary>
    public short* Data => _data;

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
