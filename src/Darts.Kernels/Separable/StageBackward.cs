using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>The backward pass of a <see cref="ConvolutionStage"/> over some of its images.</summary>
internal static unsafe class StageBackward
{
    /// <summary>Computes the input's gradient and adds to those of the weights.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="from">The first image.</param>
    /// <param name="to">The image behind the last one.</param>
    /// <param name="scratch">This thread's.</param>
    /// <param name="weights"><see cref="ConvolutionStage.WeightLength"/> floats to add the weights' gradients to; not used unless they are wanted.</param>
    public static void Run<V>(ConvolutionStage stage, int from, int to, Scratch scratch, float* weights)
        where V : struct, ILanes<V>
    {
        scratch.Prepare(stage);
        for (int branch = 0; branch < stage.Branches; branch++)
        {
            // Transposed: from the gradients of outputs to those of inputs.
            PackedWeights.Pack(
                stage.Pointwise + ((nint)branch * stage.Outputs * stage.Inputs), 1, stage.Inputs, stage.Inputs, stage.Outputs, scratch.Packed);
            for (int image = from; image < to; image += stage.Block)
                Block<V>(stage, branch, image, Math.Min(stage.Block, to - image), scratch, weights);
        }
    }

    private static void Block<V>(ConvolutionStage stage, int branch, int first, int images, Scratch scratch, float* weights)
        where V : struct, ILanes<V>
    {
        int area = stage.Shape.OutputArea;
        nint spreadImage = (nint)stage.Inputs * stage.Stride, mixedImage = (nint)stage.Outputs * stage.Stride;
        for (int image = 0; image < images; image++)
            Denormalise<V>(stage, branch, first + image, scratch.Mixed + (image * mixedImage));

        if (stage.WantsWeights)
        {
            for (int image = 0; image < images; image++)
            {
                float* spread = scratch.Spread + (image * spreadImage);
                if (stage.Gathers)
                    StageForward.Spread<V>(stage, branch, first + image, scratch, spread);
                else
                    Copy(stage.InputPlane(first + image, branch, 0), spread, stage.Inputs, area, stage.Stride);
            }
            float* pointwise = weights + stage.DepthwiseLength + ((nint)branch * stage.Outputs * stage.Inputs);
            PointwiseWeightGradient.Add<V>(scratch.Mixed, scratch.Spread, stage.Stride, area, images, stage.Outputs, stage.Inputs, pointwise);
        }

        if (stage.InputGradient is null && !(stage.WantsWeights && stage.Spreads))
            return;
        for (int image = 0; image < images; image++)
        {
            PointwiseProduct.Run<V>(
                scratch.Mixed + (image * mixedImage), stage.Stride, slack: true, scratch.Packed, stage.Outputs, stage.Inputs, scratch.Spread + (image * spreadImage), stage.Stride, area);
        }
        for (int channel = 0; channel < stage.Inputs; channel++)
            Gather<V>(stage, branch, channel, first, images, scratch, weights);
    }

    /// <summary>From the gradient after the batch norm to that before it.</summary>
    private static void Denormalise<V>(ConvolutionStage stage, int branch, int image, float* to)
        where V : struct, ILanes<V>
    {
        int area = stage.Shape.OutputArea;
        float* gradient = stage.OutputGradientPlane(image, branch), output = stage.Output + stage.OutputOffset(image, branch);
        float factor = stage.OutputFactor(image, branch);
        for (int channel = 0; channel < stage.Outputs; channel++, gradient += area, output += area, to += stage.Stride)
        {
            var (a, b, c) = stage.Norm!.Gradient[(branch * stage.Outputs) + channel];
            Planes.Combine<V>(gradient, factor * a, output, b, c, to, area);
        }
    }

    /// <summary>Back through the depthwise convolution of one channel.</summary>
    private static void Gather<V>(ConvolutionStage stage, int branch, int channel, int first, int images, Scratch scratch, float* weights)
        where V : struct, ILanes<V>
    {
        int all = (branch * stage.Inputs) + channel, taps = stage.Shape.Taps;
        bool wantsWeights = stage.WantsWeights && stage.Spreads, adds = branch > 0 || !stage.StartsInputGradient;
        new Span<float>(scratch.Sums, taps * DepthwiseWeightGradient.Lanes).Clear();
        for (int image = 0; image < images; image++)
        {
            float* gradient = scratch.Spread + (((image * stage.Inputs) + channel) * (nint)stage.Stride);
            if (stage.Picks)
                PickedPixels.Put(stage.Shape, gradient, branch % 2, stage.InputGradientPlane(first + image, branch, channel), adds);
            else if (!stage.Spreads)
                Planes.Affine<V>(gradient, 1, 0, stage.InputGradientPlane(first + image, branch, channel), stage.Shape.Area, accumulate: adds);
            else if (stage.Shape.Stride == 1)
                GatherDense<V>(stage, branch, channel, first + image, gradient, wantsWeights, adds, scratch);
            else
                GatherStrided<V>(stage, branch, channel, first + image, gradient, wantsWeights, adds, scratch);
        }
        if (wantsWeights)
            Reduce<V>(scratch.Sums, taps, reversed: stage.Shape.Stride == 1, weights + ((nint)all * taps));
    }

    /// <summary>Stride 1: both gradients read the gradient's padded copy.</summary>
    private static void GatherDense<V>(ConvolutionStage stage, int branch, int channel, int image, float* gradient, bool wantsWeights, bool adds, Scratch scratch)
        where V : struct, ILanes<V>
    {
        var shape = stage.Shape;
        int all = (branch * stage.Inputs) + channel, taps = shape.Taps;
        float* plane = stage.InputPlane(image, branch, channel);
        PaddedPlane.Fill<V>(shape, gradient, scratch.PaddedGradient);
        if (wantsWeights)
        {
            ChannelNorm before = stage.InputNorm is { } last ? new(last.Scale[all], last.Shift[all], Least: 0) : stage.Rectifies ? ChannelNorm.Rectified : ChannelNorm.None;
            DepthwiseWeightGradient.Add<V>(shape, scratch.PaddedGradient, plane, before, scratch.Plane, scratch.Sums);
        }
        if (stage.InputGradient is null)
            return;

        float* mirrored = stackalloc float[taps];
        for (int tap = 0; tap < taps; tap++)
            mirrored[tap] = stage.Depthwise[((nint)all * taps) + taps - 1 - tap];
        float* to = stage.InputGradientPlane(image, branch, channel);
        if (stage.InputNorm is { } norm)
        {
            DepthwiseForward.Run<V>(shape, scratch.PaddedGradient, mirrored, scratch.Plane);
            norm.Note(image, all, Planes.Mask<V>(scratch.Plane, plane, norm.Scale[all], norm.Shift[all], norm.Mean[all], to, shape.Area));
        }
        else if (adds)
        {
            DepthwiseForward.Add<V>(shape, scratch.PaddedGradient, mirrored, scratch.Plane, to);
        }
        else
        {
            DepthwiseForward.Run<V>(shape, scratch.PaddedGradient, mirrored, to);
        }
    }

    /// <summary>Stride 2, which only a first stage has: the input is taken as it is.</summary>
    private static void GatherStrided<V>(ConvolutionStage stage, int branch, int channel, int image, float* gradient, bool wantsWeights, bool adds, Scratch scratch)
        where V : struct, ILanes<V>
    {
        var shape = stage.Shape;
        if (wantsWeights)
        {
            StageForward.Fill<V>(stage, branch, image, channel, scratch);
            DepthwiseWeightGradient.Add<V>(shape, scratch.Padded, gradient, scratch.Sums);
        }
        if (stage.InputGradient is null)
            return;
        float* weights = stage.Depthwise + ((((nint)branch * stage.Inputs) + channel) * shape.Taps);
        PaddedPlane.Fill<V>(shape.Phases.Gradient, gradient, scratch.PaddedGradient);
        DepthwiseStridedGradient.Run<V>(shape.Phases, scratch.PaddedGradient, weights, scratch.Plane, stage.InputGradientPlane(image, branch, channel), shape.Width, adds);
    }

    private static void Reduce<V>(float* sums, int taps, bool reversed, float* weights)
        where V : struct, ILanes<V>
    {
        for (int tap = 0; tap < taps; tap++, sums += DepthwiseWeightGradient.Lanes)
        {
            V sum = default;
            for (int lane = 0; lane < DepthwiseWeightGradient.Lanes; lane += V.Count)
                sum += V.Load(sums + lane);
            weights[reversed ? taps - 1 - tap : tap] += V.Sum(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* from, float* to, int channels, int area, int stride)
    {
        for (int channel = 0; channel < channels; channel++, from += area, to += stride)
            new ReadOnlySpan<float>(from, area).CopyTo(new Span<float>(to, area));
    }
}
