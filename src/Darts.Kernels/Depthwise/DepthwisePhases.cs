namespace Darts.Kernels;

/// <summary>
/// Which outputs of a depthwise convolution of stride 2 a pixel of its input counts in: that depends on whether its row and its column are even. Each of the four kinds of pixels is a convolution
/// of stride 1 over the output's plane, with those of the taps that meet it.
/// </summary>
internal sealed class DepthwisePhases
{
    /// <summary>Lays them out.</summary>
    /// <param name="shape">The convolution, stride 2.</param>
    public DepthwisePhases(DepthwiseShape shape)
    {
        int border = (shape.Padding + 1) / 2;
        Gradient = new DepthwiseShape(shape.OutputHeight, shape.OutputWidth, kernel: (2 * border) + 1, stride: 1, dilation: 1);
        All = [.. from row in (int[])[0, 1] from column in (int[])[0, 1] select Of(shape, row, column)];
    }

    /// <summary>How the padded copy of the output's gradient lies.</summary>
    public DepthwiseShape Gradient { get; }

    /// <summary>Pixels of even rows and even columns, then of odd columns; of odd rows likewise.</summary>
    public Phase[] All { get; }

    private Phase Of(DepthwiseShape shape, int row, int column)
    {
        var taps = new List<int>();
        var offsets = new List<int>();
        for (int tap = 0; tap < shape.Taps; tap++)
        {
            int down = row + shape.Padding - (tap / shape.Kernel * shape.Dilation), right = column + shape.Padding - (tap % shape.Kernel * shape.Dilation);
            if (down % 2 != 0 || right % 2 != 0)
                continue;
            taps.Add(tap);
            offsets.Add((((down / 2) + Gradient.Padding) * Gradient.Pitch) + (right / 2) + Gradient.Padding);
        }
        return new((shape.Height + 1 - row) / 2, (shape.Width + 1 - column) / 2, [.. taps], [.. offsets]);
    }

    /// <summary>Pixels of one kind.</summary>
    /// <param name="Height">Their rows.</param>
    /// <param name="Width">Their columns.</param>
    /// <param name="Taps">The numbers of the taps that meet them.</param>
    /// <param name="Offsets">What the first of them reads of the padded copy, for each of these taps.</param>
    internal sealed record Phase(int Height, int Width, int[] Taps, int[] Offsets);
}
