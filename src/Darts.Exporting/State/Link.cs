using Darts.Genotypes;

namespace Darts.Exporting;

/// <summary>A convolution of a network with the batch norm and the ReLU that may follow it; neither has a bias of its own.</summary>
/// <param name="Role">What it is called in the place it has: <c>depthwise1</c>.</param>
/// <param name="Weight">Its name in the state of the operation: <c>op.1</c>.</param>
/// <param name="Norm">The batch norm's name there; null without one.</param>
/// <param name="Inputs">Channels it reads.</param>
/// <param name="Outputs">Channels it gives.</param>
/// <param name="Window">How it moves.</param>
/// <param name="Depthwise">Whether each channel is convolved by itself.</param>
/// <param name="Rectifies">Whether a ReLU follows.</param>
internal sealed record Link(string Role, string Weight, string? Norm, int Inputs, int Outputs, Window Window, bool Depthwise = false, bool Rectifies = false)
{
    /// <summary>The weight's shape: [outputs, inputs, k, k], or [channels, 1, k, k].</summary>
    public long[] Shape => [Outputs, Depthwise ? 1 : Inputs, Window.Kernel.H, Window.Kernel.W];

    /// <summary>Convolutions of channels that stay apart.</summary>
    public int Groups => Depthwise ? Inputs : 1;
}

/// <summary>How a kernel moves over a map; all in pixels.</summary>
/// <param name="Kernel">Its height and width.</param>
/// <param name="Stride">Vertical and horizontal.</param>
/// <param name="Before">Padding above and at the left.</param>
/// <param name="After">Padding below and at the right.</param>
/// <param name="Dilation">Distance between its taps.</param>
internal sealed record Window((int H, int W) Kernel, (int H, int W) Stride, (int H, int W) Before, (int H, int W) After, int Dilation = 1)
{
    /// <summary>One pixel.</summary>
    public static Window Pixel { get; } = new((1, 1), (1, 1), (0, 0), (0, 0));

    /// <summary>A square kernel of odd side, padded so that stride 1 keeps the resolution.</summary>
    public static Window Square(int kernel, int stride, int dilation = 1)
    {
        int padding = dilation * (kernel - 1) / 2;
        return new((kernel, kernel), (stride, stride), (padding, padding), (padding, padding), dilation);
    }

    /// <summary>What it leaves of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="channels">The channels of the result.</param>
    public ImageShape Over(ImageShape map, int channels) => new(
        channels,
        Side(map.Height, Kernel.H, Stride.H, Before.H + After.H),
        Side(map.Width, Kernel.W, Stride.W, Before.W + After.W));

    private int Side(int side, int kernel, int stride, int padding) => ((side + padding - (Dilation * (kernel - 1)) - 1) / stride) + 1;
}
