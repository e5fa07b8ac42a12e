using System.Runtime.InteropServices;

namespace Darts.Kernels;

/// <summary>Floats outside the managed heap, aligned to cache lines, all zero at first.</summary>
internal sealed unsafe class FloatBuffer : IDisposable
{
    /// <summary>What vectors and cache lines want, bytes.</summary>
    private const nuint Alignment = 64;

    private float* _data;

    /// <summary>Allocates it.</summary>
    /// <param name="length">How many floats.</param>
    public FloatBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        nuint bytes = Math.Max((nuint)length * sizeof(float), Alignment);
        _data = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_data, bytes);
    }

    /// <summary>Frees what nobody disposed.</summary>
    ~FloatBuffer() => Free();

    /// <summary>How many floats.</summary>
    public int Length { get; }

    /// <summary>The first one; valid until it is disposed.</summary>
    public float* Data => _data;

    /// <summary>All of them.</summary>
    public Span<float> Span => new(_data, Length);

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
