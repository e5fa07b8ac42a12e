namespace Darts.Kernels;

/// <summary>
/// A link of the chains that DARTS operations are: ReLU (if a batch norm comes before), depthwise convolution (if it has one), 1×1 convolution, and the statistics of the batch norm that
/// follows; for several branches of one geometry, each with weights of its own.
/// </summary>
/// <remarks>Pointers are to contiguous NCHW float32 that outlives every use. Of what lies between the convolutions nothing is kept: it is computed again where gradients need it.</remarks>
internal sealed unsafe class ConvolutionStage
{
    /// <summary>N.</summary>
    public required int Images { get; init; }

    /// <summary>How many branches lie one after the other in the channels of the output.</summary>
    public required int Branches { get; init; }

    /// <summary>Channels that a branch reads.</summary>
    public required int Inputs { get; init; }

    /// <summary>Channels that a branch writes.</summary>
    public required int Outputs { get; init; }

    /// <summary>The depthwise convolution and the size of maps. A kernel of 1 pixel is none: there are no weights then.</summary>
    public required DepthwiseShape Shape { get; init; }

    /// <summary>[N, inputs, H, W], read by every branch; or, with <see cref="InputNorm"/>, [N, branches·inputs, H, W].</summary>
    public required float* Input { get; init; }

    /// <summary>From an image of the input to the next.</summary>
    public required nint InputStride { get; init; }

    /// <summary>Whether a shared input goes through a ReLU first. Its gradient is that behind the ReLU all the same.</summary>
    public bool Rectifies { get; init; }

    /// <summary>The batch norm that is applied to the input, and a ReLU after it; null where the input is taken as it is.</summary>
    public NormStatistics? InputNorm { get; init; }

    /// <summary>[branches·inputs, taps], or null.</summary>
    public required float* Depthwise { get; init; }

    /// <summary>[branches·outputs, inputs].</summary>
    public required float* Pointwise { get; init; }

    /// <summary>[N, branches·outputs, H', W']: not normalised.</summary>
    public required float* Output { get; init; }

    /// <summary>Takes the output's moments, and in the backward pass holds how to come from <see cref="OutputGradient"/> to the output's own gradient. Null where no moments are wanted.</summary>
    public NormStatistics? Norm { get; init; }

    /// <summary>The gradient after the batch norm: [N, branches·outputs, H', W'].</summary>
    public float* OutputGradient { get; set; }

    /// <summary>From an image of <see cref="OutputGradient"/> to the next.</summary>
    public nint OutputGradientStride { get; set; }

    /// <summary>Where the branches' parts of <see cref="OutputGradient"/> lie; null for one after the other.</summary>
    public BranchTarget[]? Targets { get; set; }

    /// <summary>Where the input's gradient goes, one image behind the other: added where branches share it, written (and masked by the ReLU) where each has its own. Null if not wanted.</summary>
    public float* InputGradient { get; set; }

    /// <summary>Whether a shared gradient of the input holds nothing yet: the first branch writes it.</summary>
    public bool StartsInputGradient { get; set; }

    /// <summary>Whether gradients of the weights are wanted.</summary>
    public bool WantsWeights { get; set; }

    /// <summary>Whether there is a depthwise convolution.</summary>
    public bool Spreads => Depthwise is not null;

    /// <summary>Whether every other pixel of every other row is read, without a depthwise convolution: by even branches from the first one on, by odd ones from the second row and column on.</summary>
    public bool Picks => !Spreads && Shape.Stride == 2;

    /// <summary>Whether what the 1×1 convolution reads is made in scratch memory first; else it reads the input where it lies.</summary>
    public bool Gathers => Spreads || Picks;

    /// <summary>How many floats the weights have: the depthwise ones first.</summary>
    public int WeightLength => DepthwiseLength + (Branches * Outputs * Inputs);

    /// <summary>How many floats the depthwise weights have.</summary>
    public int DepthwiseLength => Spreads ? Branches * Inputs * Shape.Taps : 0;

    /// <summary>How many images are worked on together: as many as make sums over pixels long, as few as fit into the cache.</summary>
    public int Block => Math.Max(1, 512 / Shape.OutputArea);

    /// <summary>From a channel to the next in scratch memory: whole vectors, and never a power of two, for that would map all channels onto few lines of the cache.</summary>
    public int Stride => ((Shape.OutputArea + 15) / 16 * 16) + 16;

    /// <summary>A channel of the input.</summary>
    public float* InputPlane(int image, int branch, int channel) => Input + (image * InputStride) + Channel(branch, channel);

    /// <summary>A channel of the input's gradient.</summary>
    public float* InputGradientPlane(int image, int branch, int channel) =>
        InputGradient + ((nint)image * (InputNorm is null ? Inputs : Branches * Inputs) * Shape.Area) + Channel(branch, channel);

    /// <summary>The first channel of a branch in the gradient of the output.</summary>
    public float* OutputGradientPlane(int image, int branch) =>
        OutputGradient + (image * OutputGradientStride) + (Targets?[branch].Offset ?? (nint)branch * Outputs * Shape.OutputArea);

    /// <summary>What the gradient of an image's output is multiplied by.</summary>
    public float OutputFactor(int image, int branch) => ImageFactors.Of(Targets?[branch].Factors ?? 0, image);

    /// <summary>Where the first channel of a branch of an image lies in the output.</summary>
    public nint OutputOffset(int image, int branch) => (((nint)image * Branches) + branch) * Outputs * Shape.OutputArea;

    private nint Channel(int branch, int channel) => (nint)(InputNorm is null ? channel : (branch * Inputs) + channel) * Shape.Area;
}
