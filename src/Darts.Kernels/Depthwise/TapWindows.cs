namespace Darts.Kernels;

/// <summary>What the results of a convolution read of one plane.</summary>
/// <param name="height">Rows of results.</param>
/// <param name="width">Results of a row; neighbours read neighbours.</param>
/// <param name="step">From what one row reads to what the next reads.</param>
/// <param name="offsets">What the first result reads, for each tap.</param>
/// <param name="taps">How many.</param>
/// <param name="slides">The convolution, if it is one of those that <see cref="DepthwiseSlide"/> knows.</param>
internal readonly unsafe struct TapWindows(int height, int width, nint step, int* offsets, int taps, DepthwiseShape? slides)
{
    /// <summary>Rows of results.</summary>
    public int Height { get; } = height;

    /// <summary>Results of a row.</summary>
    public int Width { get; } = width;

    /// <summary>From what one row reads to what the next reads.</summary>
    public nint Step { get; } = step;

    /// <summary>What the first result reads, for each tap.</summary>
    public int* Offsets { get; } = offsets;

    /// <summary>How many taps.</summary>
    public int Taps { get; } = taps;

    /// <summary>The convolution, if it slides.</summary>
    public DepthwiseShape? Slides { get; } = slides;
}
