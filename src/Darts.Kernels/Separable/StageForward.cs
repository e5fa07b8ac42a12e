namespace Darts.Kernels;

/// <summary>The forward pass of a <see cref="ConvolutionStage"/> over some of its images.</summary>
internal static unsafe class StageForward
{
    /// <summary>Computes the output and notes its moments.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="from">The first image.</param>
    /// <param name="to">The image behind the last one.</param>
    /// <param name="scratch">This thread's.</param>
    public static void Run<V>(ConvolutionStage stage, int from, int to, Scratch scratch)
        where V : struct, ILanes<V>
    {
        scratch.Prepare(stage);
        for (int branch = 0; branch < stage.Branches; branch++)
        {
            PackedWeights.Pack(
                stage.Pointwise + ((nint)branch * stage.Outputs * stage.Inputs), stage.Inputs, 1, stage.Outputs, stage.Inputs, scratch.Packed);
            for (int image = from; image < to; image++)
            {
                if (stage.Gathers)
                    Spread<V>(stage, branch, image, scratch, scratch.Spread);
                Mix<V>(stage, branch, image, scratch);
            }
        }
    }

    /// <summary>The depthwise convolution of one branch of one image, or the pixels it picks: [inputs, stride].</summary>
    public static void Spread<V>(ConvolutionStage stage, int branch, int image, Scratch scratch, float* to)
        where V : struct, ILanes<V>
    {
        var shape = stage.Shape;
        if (stage.Picks)
        {
            for (int channel = 0; channel < stage.Inputs; channel++)
                PickedPixels.Read(shape, stage.InputPlane(image, branch, channel), branch % 2, stage.Rectifies, to + ((nint)channel * stage.Stride));
            return;
        }
        for (int channel = 0; channel < stage.Inputs; channel++)
        {
            Fill<V>(stage, branch, image, channel, scratch);
            float* weights = stage.Depthwise + ((((nint)branch * stage.Inputs) + channel) * shape.Taps);
            DepthwiseForward.Run<V>(shape, scratch.Padded, weights, to + ((nint)channel * stage.Stride));
        }
    }

    /// <summary>Copies a channel of the input, as the depthwise convolution reads it.</summary>
    public static void Fill<V>(ConvolutionStage stage, int branch, int image, int channel, Scratch scratch)
        where V : struct, ILanes<V>
    {
        float* plane = stage.InputPlane(image, branch, channel);
        if (stage.InputNorm is { } norm)
        {
            int all = (branch * stage.Inputs) + channel;
            PaddedPlane.FillRectified<V>(stage.Shape, plane, norm.Scale[all], norm.Shift[all], scratch.Padded);
        }
        else if (stage.Rectifies && stage.Shape.Stride == 1)
        {
            PaddedPlane.FillRectified<V>(stage.Shape, plane, 1, 0, scratch.Padded);
        }
        else
        {
            if (stage.Rectifies)
            {
                Planes.Rectify<V>(plane, 1, 0, scratch.Plane, stage.Shape.Area);
                plane = scratch.Plane;
            }
            PaddedPlane.Fill<V>(stage.Shape, plane, scratch.Padded);
        }
    }

    private static void Mix<V>(ConvolutionStage stage, int branch, int image, Scratch scratch)
        where V : struct, ILanes<V>
    {
        int area = stage.Shape.OutputArea;
        float* x = stage.Gathers ? scratch.Spread : stage.InputPlane(image, branch, 0);
        float* y = stage.Output + stage.OutputOffset(image, branch);
        PointwiseProduct.Run<V>(x, stage.Gathers ? stage.Stride : area, slack: stage.Gathers, scratch.Packed, stage.Inputs, stage.Outputs, y, area, area);
        if (stage.Norm is not { } norm)
            return;
        for (int channel = 0; channel < stage.Outputs; channel++)
            norm.Note(image, (branch * stage.Outputs) + channel, Planes.Moments<V>(y + ((nint)channel * area), area));
    }
}
