using System.Runtime.Intrinsics;

namespace Darts.Kernels;

/// <summary>How many floats the machine computes at once.</summary>
internal enum VectorWidth
{
    /// <summary>One by one.</summary>
    Scalar = 1,

    /// <summary>SSE, NEON.</summary>
    Bits128 = 4,

    /// <summary>AVX2.</summary>
    Bits256 = 8,

    /// <summary>AVX-512.</summary>
    Bits512 = 16,
}

/// <summary>The width that kernels use on this machine.</summary>
internal static class VectorWidths
{
    /// <summary>The widest the runtime accelerates; <c>DOTNET_EnableAVX512=0</c> and <c>DOTNET_EnableAVX2=0</c> narrow it.</summary>
    public static VectorWidth Widest { get; } =
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : Vector128.IsHardwareAccelerated ? VectorWidth.Bits128
        : VectorWidth.Scalar;
}
