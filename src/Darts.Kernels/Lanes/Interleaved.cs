using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Darts.Kernels;

/// <summary>Two runs of four floats, one after the other by turns.</summary>
/// <param name="Low">The first two of each.</param>
/// <param name="High">The last two of each.</param>
internal readonly record struct Interleaved(Vector128<float> Low, Vector128<float> High)
{
    /// <summary>Reads both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Interleaved Of(float* left, float* right)
    {
        Vector128<float> a = Vector128.Load(left), b = Vector128.Load(right);
        if (Sse.IsSupported)
            return new(Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b));
        return AdvSimd.Arm64.IsSupported
            ? new(AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b))
            : new(Vector128.Create(a[0], b[0], a[1], b[1]), Vector128.Create(a[2], b[2], a[3], b[3]));
    }

    /// <summary>The way back: eight floats, those with even numbers and those with odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Separate(float* from, float* evens, float* odds)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + 4);
        Evens(a, b).Store(evens);
        (Sse.IsSupported ? Sse.Shuffle(a, b, 0b11_01_11_01)
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipOdd(a, b)
            : Vector128.Create(a[1], a[3], b[1], b[3])).Store(odds);
    }

    /// <summary>Of eight floats those with even numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector128<float> Evens(float* from) => Evens(Vector128.Load(from), Vector128.Load(from + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Evens(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10_00_10_00)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipEven(a, b)
        : Vector128.Create(a[0], a[2], b[0], b[2]);
}
