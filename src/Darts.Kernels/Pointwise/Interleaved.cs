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
}
