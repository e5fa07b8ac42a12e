namespace Darts.Kernels.Inference;

/// <summary>How a step reads a map.</summary>
internal enum ReadingKind
{
    /// <summary>Every channel as it is: a 1×1 convolution follows.</summary>
    Pixels,

    /// <summary>Every channel convolved by itself.</summary>
    Depthwise,

    /// <summary>All pixels under a kernel side by side: a full convolution follows.</summary>
    Window,
}

/// <summary>A map that a step reads, and how.</summary>
/// <param name="Kind">How.</param>
/// <param name="From">The map.</param>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="StrideY">Rows from a pixel to the next.</param>
/// <param name="StrideX">Columns from a pixel to the next.</param>
/// <param name="Dilation">From a tap to the next.</param>
/// <param name="Y">The row of the first tap for the first pixel; negative in the border.</param>
/// <param name="X">The same for columns.</param>
internal readonly record struct Reading(ReadingKind Kind, Map From, int KernelHeight, int KernelWidth, int StrideY, int StrideX, int Dilation, int Y, int X)
{
    /// <summary>How many taps the kernel has.</summary>
    public int Taps => KernelHeight * KernelWidth;

    /// <summary>How many inputs the matrix product gets from it.</summary>
    public int Inputs => Kind == ReadingKind.Window ? From.Channels * Taps : From.Channels;
}
