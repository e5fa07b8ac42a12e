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
    public static unsafe Interleaved Of(float* left, float* right) => Of(Vector128.Load(left), Vector128.Load(right));

    /// <summary>Takes both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved Of(Vector128<float> a, Vector128<float> b)
    {
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

    /// <summary>Four columns of four floats as four rows.</summary>
    /// <param name="from">The first column.</param>
    /// <param name="column">From a column to the next.</param>
    /// <param name="to">The first row.</param>
    /// <param name="row">From a row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Transpose(float* from, nint column, float* to, nint row)
    {
        Interleaved even = Of(from, from + (2 * column)), odd = Of(from + column, from + (3 * column));
        Interleaved first = Of(even.Low, odd.Low), last = Of(even.High, odd.High);
        first.Low.Store(to);
        first.High.Store(to + row);
        last.Low.Store(to + (2 * row));
        last.High.Store(to + (3 * row));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Evens(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10_00_10_00)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipEven(a, b)
        : Vector128.Create(a[0], a[2], b[0], b[2]);
}
