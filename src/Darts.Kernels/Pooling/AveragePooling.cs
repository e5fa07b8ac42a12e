namespace Darts.Kernels;

/// <summary>The mean of the pixels in a window that exist, of one plane: a depthwise convolution whose weights are all 1, and a division.</summary>
internal static unsafe class AveragePooling
{
    /// <summary>One over the number of pixels in each window.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The windows.</param>
    /// <param name="ones">A weight of 1 for each tap.</param>
    /// <param name="plane">Memory for the larger of both planes.</param>
    /// <param name="padded">Memory for a padded copy, its borders 0.</param>
    /// <param name="shares">[H', W'].</param>
    public static void Shares<V>(DepthwiseShape shape, float* ones, float* plane, float* padded, float* shares)
        where V : struct, ILanes<V>
    {
        new Span<float>(plane, shape.Area).Fill(1);
        PaddedPlane.Fill<V>(shape, plane, padded);
        DepthwiseForward.Run<V>(shape, padded, ones, shares);
        for (int i = 0; i < shape.OutputArea; i++)
            shares[i] = 1 / shares[i];
    }

    /// <summary>y = the mean of the taps.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The windows.</param>
    /// <param name="ones">A weight of 1 for each tap.</param>
    /// <param name="shares">From <see cref="Shares"/>.</param>
    /// <param name="padded">The plane in the windows' layout, its borders 0.</param>
    /// <param name="y">[H', W'].</param>
    public static void Forward<V>(DepthwiseShape shape, float* ones, float* shares, float* padded, float* y)
        where V : struct, ILanes<V>
    {
        DepthwiseForward.Run<V>(shape, padded, ones, y);
        Planes.Multiply<V>(y, shares, y, shape.OutputArea);
    }

    /// <summary>Adds the gradient of the means, shared out among the pixels of each window, to the input's.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="shape">The windows.</param>
    /// <param name="ones">A weight of 1 for each tap.</param>
    /// <param name="shares">From <see cref="Shares"/>.</param>
    /// <param name="gradient">Of the means; lost.</param>
    /// <param name="padded">Memory for a padded copy, its borders 0.</param>
    /// <param name="beside">Memory for a plane of the input.</param>
    /// <param name="to">[H, W].</param>
    public static void Backward<V>(DepthwiseShape shape, float* ones, float* shares, float* gradient, float* padded, float* beside, float* to)
        where V : struct, ILanes<V>
    {
        Planes.Multiply<V>(gradient, shares, gradient, shape.OutputArea);
        if (shape.Stride == 1)
        {
            PaddedPlane.Fill<V>(shape, gradient, padded);
            DepthwiseForward.Add<V>(shape, padded, ones, beside, to);
            return;
        }
        // The gradient's copy has other borders.
        PaddedPlane.Clear(shape, padded);
        PaddedPlane.Fill<V>(shape.Phases.Gradient, gradient, padded);
        DepthwiseStridedGradient.Run<V>(shape.Phases, padded, ones, beside, to, shape.Width, accumulate: true);
        PaddedPlane.Clear(shape, padded);
    }
}
