namespace Darts.Genotypes;

/// <summary>A step of a network that is compiled for inference without a tensor library. Steps of one stage do not depend on one another.</summary>
/// <param name="Comment">What it computes, in the words of the genotype.</param>
/// <param name="Stage">When it runs.</param>
public abstract record PlannedStep(string Comment, int Stage);

/// <summary>A 3×3 pooling.</summary>
/// <param name="Comment">What it computes.</param>
/// <param name="Stage">When it runs.</param>
/// <param name="IsMaximum">Whether it is the maximum.</param>
/// <param name="From">What is pooled.</param>
/// <param name="To">The result.</param>
/// <param name="Stride">1 or 2.</param>
public sealed record PlannedPool(string Comment, int Stage, bool IsMaximum, PlannedMap From, PlannedMap To, int Stride) : PlannedStep(Comment, Stage);

/// <summary>A product of matrices over what is read, with a bias, plus maps as they are.</summary>
/// <param name="Comment">What it computes.</param>
/// <param name="Stage">When it runs.</param>
/// <param name="Output">The result's shape.</param>
/// <param name="Weights">Where its weights begin, from the beginning of its cell's or network's: a bias for each row of the matrix, depthwise kernels, the packed matrix.</param>
/// <param name="Readings">What is read.</param>
/// <param name="Added">Maps that are added.</param>
/// <param name="Targets">Where the result is stored.</param>
public sealed record PlannedProduct(
    string Comment,
    int Stage,
    ImageShape Output,
    int Weights,
    EquatableArray<PlannedReading> Readings,
    EquatableArray<PlannedMap> Added,
    EquatableArray<PlannedTarget> Targets)
    : PlannedStep(Comment, Stage)
{
    /// <summary>Outputs are packed in blocks of this many rows: what <c>Darts.Kernels</c> computes at once.</summary>
    private const int RowsOfABlock = 6;

    /// <summary>Columns of the matrix.</summary>
    public int Inputs => Readings.Sum(static reading => reading.Inputs);

    /// <summary>All weights, floats.</summary>
    public int WeightsLength
    {
        get
        {
            int rows = (Output.Channels + RowsOfABlock - 1) / RowsOfABlock * RowsOfABlock;
            return rows + Readings.Sum(static reading => reading.DepthwiseWeights) + (rows * Inputs);
        }
    }
}

/// <summary>A convolution's input.</summary>
/// <param name="From">The map.</param>
/// <param name="Weight">The convolution whose weights are its columns of the matrix: its name in the state of the cell or network.</param>
/// <param name="Norm">The batch norm after it; null without one.</param>
public abstract record PlannedReading(PlannedMap From, string Weight, string? Norm)
{
    /// <summary>Columns of the matrix.</summary>
    public virtual int Inputs => From.Shape.Shape.Channels;

    /// <summary>Floats of depthwise kernels.</summary>
    public virtual int DepthwiseWeights => 0;
}

/// <summary>A 1×1 convolution reads pixels.</summary>
/// <param name="From">The map.</param>
/// <param name="Weight">The convolution whose weights are its columns of the matrix.</param>
/// <param name="Norm">The batch norm after it; null without one.</param>
public sealed record PixelReading(PlannedMap From, string Weight, string? Norm) : PlannedReading(From, Weight, Norm);

/// <summary>A depthwise convolution, before the 1×1 convolution.</summary>
/// <param name="From">The map.</param>
/// <param name="Depthwise">The depthwise convolution's name.</param>
/// <param name="Kernel">Side of the kernel.</param>
/// <param name="Dilation">From a tap to the next.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="Weight">The convolution whose weights are its columns of the matrix.</param>
/// <param name="Norm">The batch norm after it; null without one.</param>
public sealed record DepthwiseReading(PlannedMap From, string Depthwise, int Kernel, int Dilation, int Stride, string Weight, string? Norm)
    : PlannedReading(From, Weight, Norm)
{
    /// <inheritdoc/>
    public override int DepthwiseWeights => From.Shape.Shape.Channels * Kernel * Kernel;
}

/// <summary>A full convolution reads all pixels under its kernel.</summary>
/// <param name="From">The map.</param>
/// <param name="Kernel">Height and width.</param>
/// <param name="Stride">Vertical and horizontal.</param>
/// <param name="Start">Row and column of the first tap for the first pixel.</param>
/// <param name="Weight">The convolution whose weights are its columns of the matrix.</param>
/// <param name="Norm">The batch norm after it; null without one.</param>
/// <param name="NormChannel">The first of the batch norm's channels that it gives.</param>
/// <param name="NormChannels">All channels of the batch norm.</param>
public sealed record WindowReading(
    PlannedMap From, (int Height, int Width) Kernel, (int Y, int X) Stride, (int Y, int X) Start, string Weight, string? Norm, int NormChannel = 0, int NormChannels = 0)
    : PlannedReading(From, Weight, Norm)
{
    /// <inheritdoc/>
    public override int Inputs => From.Shape.Shape.Channels * Kernel.Height * Kernel.Width;
}

/// <summary>Where a result is stored.</summary>
/// <param name="To">The channels it becomes.</param>
/// <param name="Rectified">Whether negative values become zero.</param>
public sealed record PlannedTarget(MapPart To, bool Rectified);
