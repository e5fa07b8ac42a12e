using Darts.Genotypes;

namespace Darts.Exporting;

/// <summary>What stems, preprocessing and operations consist of, and what the original calls it. All read rectified values; stems read images.</summary>
internal static class Chains
{
    /// <summary>The stem of small images.</summary>
    /// <param name="inputs">An image's channels.</param>
    /// <param name="outputs">The first cell's input channels.</param>
    public static Link[] CifarStem(int inputs, int outputs) => [new("convolution", "0", "1", inputs, outputs, Window.Square(3, stride: 1))];

    /// <summary>The first stem of large images.</summary>
    /// <param name="inputs">An image's channels.</param>
    /// <param name="channels">C.</param>
    public static Link[] ImageNetStem0(int inputs, int channels) =>
    [
        new("convolution1", "0", "1", inputs, channels / 2, Window.Square(3, stride: 2), Rectifies: true),
        new("convolution2", "3", "4", channels / 2, channels, Window.Square(3, stride: 2)),
    ];

    /// <summary>The second stem of large images.</summary>
    /// <param name="channels">C.</param>
    public static Link[] ImageNetStem1(int channels) => [new("convolution", "1", "2", channels, channels, Window.Square(3, stride: 2))];

    /// <summary>How a cell preprocesses an input of its own resolution.</summary>
    /// <param name="inputs">The input's channels.</param>
    /// <param name="outputs">The cell's.</param>
    public static Link[] Preprocess(int inputs, int outputs) => [new("pointwise", "op.1", "op.2", inputs, outputs, Window.Pixel)];

    /// <summary>A convolution of the search space.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="channels">C.</param>
    /// <param name="stride">1 or 2.</param>
    /// <exception cref="ArgumentException">It is no convolution.</exception>
    public static Link[] Operation(Operation operation, int channels, int stride)
    {
        int k = operation.Kernel, padding = (k - 1) / 2;
        return operation.Family switch
        {
            OperationFamily.SeparableConvolution =>
            [
                Depthwise("depthwise1", "op.1", Window.Square(k, stride)),
                Full("pointwise1", "op.2", "op.3", Window.Pixel) with { Rectifies = true },
                Depthwise("depthwise2", "op.5", Window.Square(k, stride: 1)),
                Full("pointwise2", "op.6", "op.7", Window.Pixel),
            ],
            OperationFamily.DilatedConvolution =>
            [
                Depthwise("depthwise", "op.1", Window.Square(k, stride, dilation: 2)),
                Full("pointwise", "op.2", "op.3", Window.Pixel),
            ],
            OperationFamily.FactorizedConvolution =>
            [
                Full("horizontal", "1", norm: null, new((1, k), (1, stride), (0, padding), (0, padding))),
                Full("vertical", "2", "3", new((k, 1), (stride, 1), (padding, 0), (padding, 0))),
            ],
            _ => throw new ArgumentException($"'{operation}' is no convolution.", nameof(operation)),
        };

        Link Depthwise(string role, string name, Window window) => new(role, name, Norm: null, channels, channels, window, Depthwise: true);

        Link Full(string role, string name, string? norm, Window window) => new(role, name, norm, channels, channels, window);
    }
}
