namespace Darts.Genotypes;

/// <summary>The cost of every operation of a convolutional cell (layers as in quark0/darts <c>cnn/operations.py</c>).</summary>
internal static class OperationCosts
{
    public static Cost Of(EdgeGraph edge, ImageShape input, ImageShape output) => edge.Operation.Family switch
    {
        OperationFamily.Skip => edge.IsIdentity ? Cost.Zero : FactorizedReduce(input.Channels, output),
        OperationFamily.MaxPool or OperationFamily.AveragePool => Cost.Zero,
        OperationFamily.SeparableConvolution => DepthwiseSeparable(edge.Operation.Kernel, output) + DepthwiseSeparable(edge.Operation.Kernel, output),
        OperationFamily.DilatedConvolution => DepthwiseSeparable(edge.Operation.Kernel, output),
        OperationFamily.FactorizedConvolution => Factorized(edge.Operation.Kernel, input, output),
        _ => throw new ArgumentException($"'{edge.Operation}' is no operation of a convolutional cell", nameof(edge)),
    };

    /// <summary>1×1 convolution and batch norm.</summary>
    public static Cost Pointwise(int channelsIn, ImageShape output) => Cost.Convolution(channelsIn, 1, output) + Cost.BatchNorm(output.Channels);

    /// <summary>Two 1×1 convolutions to half of the channels each: together as many weights as one to all of them.</summary>
    public static Cost FactorizedReduce(int channelsIn, ImageShape output) => Pointwise(channelsIn, output);

    private static Cost DepthwiseSeparable(int kernel, ImageShape output) =>
        Cost.Convolution(output.Channels, kernel * kernel, output, groups: output.Channels) + Pointwise(output.Channels, output);

    /// <summary>1×k with stride (1, s), then k×1 with stride (s, 1): the map between the two is reduced in width only.</summary>
    private static Cost Factorized(int kernel, ImageShape input, ImageShape output) =>
        Cost.Convolution(input.Channels, kernel, output with { Height = input.Height })
        + Cost.Convolution(output.Channels, kernel, output)
        + Cost.BatchNorm(output.Channels);
}
