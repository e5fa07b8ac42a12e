namespace Darts.Kernels;

/// <summary>
/// Where a depthwise convolution finds its taps in a padded copy of its input (<see cref="PaddedPlane"/>): a tap is one offset for all outputs, so that the innermost loops know neither
/// edges nor strides.
/// </summary>
/// <remarks>At stride 2 the copy has the even columns of a row before the odd ones: the pixels that one tap reads for neighbouring outputs are neighbours there.</remarks>
internal sealed class DepthwiseShape
{
    /// <summary>Lays a convolution out.</summary>
    /// <param name="height">Rows of the input.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="kernel">k, odd; pixels.</param>
    /// <param name="stride">1 or 2, pixels.</param>
    /// <param name="dilation">Distance between taps, pixels.</param>
    public DepthwiseShape(int height, int width, int kernel, int stride, int dilation)
    {
        (Height, Width, Kernel, Stride, Dilation) = (height, width, kernel, stride, dilation);
        Padding = dilation * (kernel - 1) / 2;
        OutputHeight = ((height - 1) / stride) + 1;
        OutputWidth = ((width - 1) / stride) + 1;
        Phase = (width + (2 * Padding) + stride - 1) / stride;
        Pitch = stride * Phase;
        Offsets = new int[kernel * kernel];
        for (int tap = 0; tap < Offsets.Length; tap++)
        {
            int column = tap % kernel * dilation;
            Offsets[tap] = (tap / kernel * dilation * Pitch) + At(column);
        }
    }

    /// <summary>Rows of the input.</summary>
    public int Height { get; }

    /// <summary>Columns of the input.</summary>
    public int Width { get; }

    /// <summary>k, pixels.</summary>
    public int Kernel { get; }

    /// <summary>1 or 2, pixels.</summary>
    public int Stride { get; }

    /// <summary>Distance between taps, pixels.</summary>
    public int Dilation { get; }

    /// <summary>Zeros at each border, pixels.</summary>
    public int Padding { get; }

    /// <summary>Rows of the output.</summary>
    public int OutputHeight { get; }

    /// <summary>Columns of the output.</summary>
    public int OutputWidth { get; }

    /// <summary>Pixels of the input.</summary>
    public int Area => Height * Width;

    /// <summary>Pixels of the output.</summary>
    public int OutputArea => OutputHeight * OutputWidth;

    /// <summary>How many columns of a row lie together: all, or every other one.</summary>
    public int Phase { get; }

    /// <summary>From a row of the copy to the next.</summary>
    public int Pitch { get; }

    /// <summary>From what one row of outputs reads to what the next reads.</summary>
    public int RowStep => Stride * Pitch;

    /// <summary>Floats of the padded copy.</summary>
    public int PaddedLength => (Height + (2 * Padding)) * Pitch;

    /// <summary>For each tap, row by row, where in the copy it reads for output 0.</summary>
    public int[] Offsets { get; }

    /// <summary>Taps.</summary>
    public int Taps => Offsets.Length;

    /// <summary>Where a padded column lies in a row of the copy.</summary>
    public int At(int column) => (column % Stride * Phase) + (column / Stride);
}
