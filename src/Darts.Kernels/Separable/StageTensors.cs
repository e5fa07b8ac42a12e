namespace Darts.Kernels;

/// <summary>Where the tensors of a <see cref="ConvolutionStage"/> are: addresses, 0 for what there is not.</summary>
/// <param name="Shape">The depthwise convolution; of one pixel if there is none.</param>
/// <param name="Inputs">Channels a branch reads.</param>
/// <param name="Outputs">Channels a branch writes.</param>
/// <param name="Depthwise">[branches·inputs, taps].</param>
/// <param name="Pointwise">[branches·outputs, inputs].</param>
/// <param name="Output">[N, branches·outputs, H', W'], before the batch norm.</param>
/// <param name="Weight">The batch norm's scale, [branches·outputs].</param>
/// <param name="Bias">The batch norm's shift.</param>
/// <param name="RunningMean">The batch norm's running mean.</param>
/// <param name="RunningVariance">The batch norm's running variance.</param>
internal readonly unsafe record struct StageTensors(
    DepthwiseShape Shape, int Inputs, int Outputs, nint Depthwise, nint Pointwise, nint Output, nint Weight, nint Bias, nint RunningMean, nint RunningVariance)
{
    /// <summary>The batch norm.</summary>
    public NormStatistics Norm(int images, int branches) => new(images, branches * Outputs, Shape.OutputArea)
    {
        Weight = (float*)Weight,
        Bias = (float*)Bias,
        RunningMean = (float*)RunningMean,
        RunningVariance = (float*)RunningVariance,
    };
}

/// <summary>Where the gradients of a <see cref="ConvolutionStage"/> go: addresses, 0 for what is not wanted.</summary>
/// <param name="Depthwise">Of the depthwise weights.</param>
/// <param name="Pointwise">Of the 1×1 weights; wanted together with those.</param>
/// <param name="Weight">Of the batch norm's scale.</param>
/// <param name="Bias">Of the batch norm's shift.</param>
/// <param name="Output">Memory for the gradient after the batch norm, in the shape of the output; of the last stage, whose gradient is given, 0.</param>
internal readonly record struct StageGradients(nint Depthwise, nint Pointwise, nint Weight, nint Bias, nint Output)
{
    /// <summary>Whether the gradient has to come before the last batch norm.</summary>
    public bool GoesOn => Pointwise != 0 || (Output != 0 && (Weight != 0 || Bias != 0));
}
