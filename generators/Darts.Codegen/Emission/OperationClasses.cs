namespace Darts.Codegen;

/// <summary>Which class of Darts.Networks computes an edge.</summary>
internal static class OperationClasses
{
    /// <summary>The class, the arguments of its constructor inside that of a cell, and the class of its form for inference, if it has one.</summary>
    /// <param name="edge">An edge that is not an identity.</param>
    public static (string Type, string Arguments, string Folded) Of(EdgeGraph edge)
    {
        string pool = FormattableString.Invariant($"stride: {edge.Stride}");
        string convolution = FormattableString.Invariant($"channels, {edge.Operation.Kernel}, stride: {edge.Stride}");
        return edge.Operation.Family switch
        {
            OperationFamily.Skip => ("FactorizedReduce", "channels, channels", "FoldedOperation"),
            OperationFamily.MaxPool => ("MaxPool3x3", pool, ""),
            OperationFamily.AveragePool => ("AvgPool3x3", pool, ""),
            OperationFamily.SeparableConvolution => ("SepConv", convolution, "FoldedChain"),
            OperationFamily.DilatedConvolution => ("DilConv", convolution, "FoldedChain"),
            OperationFamily.FactorizedConvolution => ("FactorizedConv", convolution, "FoldedChain"),
            _ => throw new ArgumentException($"'{edge.Operation}' is no operation of an image network.", nameof(edge)),
        };
    }
}
