using System.Runtime.InteropServices;

namespace Darts.Kernels;

/// <summary>Floats outside the managed heap, aligned to cache lines, all zero at first.</summary>
internal sealed unsafe class FloatBuffer : IDisposable
{
    /// <summary>What vectors and cache lines want, bytes.</summary>
    private const nuint Alignment = 64;

    private readonly void* _block;
    private float* _data;

    /// <summary>Allocates it.</summary>
    /// <param name="length">How many floats.</param>
    public FloatBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        // Memory that the system gives is zero already and costs nothing until it is touched; clearing it here would touch all of it.
        _block = NativeMemory.AllocZeroed(((nuint)length * sizeof(float)) + Alignment);
        _data = (float*)(((nuint)_block + Alignment - 1) & ~(Alignment - 1));
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
        if (_data is null)
            return;
        NativeMemory.Free(_block);
        _data = null;
    }
}
