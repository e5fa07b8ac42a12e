namespace Darts.Kernels;

/// <summary>Both passes of a <see cref="PoolPair"/> over one image.</summary>
internal static unsafe class PoolPasses
{
    /// <summary>Pools, and notes the moments if wanted.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="pools">The pools.</param>
    /// <param name="image">The image.</param>
    /// <param name="value">Its first channel.</param>
    /// <param name="scratch">The thread's, prepared.</param>
    /// <param name="training">Whether moments are wanted.</param>
    public static void Forward<V>(PoolPair pools, int image, float* value, PoolScratch scratch, bool training)
        where V : struct, ILanes<V>
    {
        var shape = pools.Shape;
        for (int channel = 0; channel < pools.Channels; channel++, value += shape.Area)
        {
            float* max = pools.Max(image, channel), average = pools.Average(image, channel);
            PaddedPlane.Fill<V>(shape, value, scratch.Low);
            MaxPooling.Forward<V>(shape, scratch.Low, max);
            PaddedPlane.Fill<V>(shape, value, scratch.Zero);
            AveragePooling.Forward<V>(shape, scratch.Ones, scratch.Shares, scratch.Zero, average);
            if (!training)
                continue;
            pools.MaxNorm.Note(image, channel, Planes.Moments<V>(max, shape.OutputArea));
            pools.AverageNorm.Note(image, channel, Planes.Moments<V>(average, shape.OutputArea));
        }
    }

    /// <summary>Adds the weighted terms to every edge's output.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="pools">The pools.</param>
    /// <param name="image">The image.</param>
    /// <param name="value">Its first channel.</param>
    /// <param name="output">The first channel of the first edge.</param>
    public static void AddTo<V>(PoolPair pools, int image, float* value, float* output)
        where V : struct, ILanes<V>
    {
        int area = pools.Shape.OutputArea;
        for (int edge = 0; edge < pools.Edges; edge++)
        {
            for (int channel = 0; channel < pools.Channels; channel++, output += area)
            {
                float max = pools.Weight(edge, 0), average = pools.Weight(edge, 1);
                Planes.Affine<V>(pools.Max(image, channel), max * pools.MaxNorm.Scale[channel], max * pools.MaxNorm.Shift[channel], output, area, accumulate: true);
                Planes.Affine<V>(
                    pools.Average(image, channel), average * pools.AverageNorm.Scale[channel], average * pools.AverageNorm.Shift[channel], output, area, accumulate: true);
                if (pools.Terms > 2)
                    Planes.Affine<V>(value + (channel * (nint)area), pools.Weight(edge, 2), 0, output, area, accumulate: true);
            }
        }
    }

    /// <summary>Notes what the weights' gradients and the batch norms need of the edges' gradients.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="pools">The pools.</param>
    /// <param name="image">The image.</param>
    /// <param name="value">Its first channel.</param>
    /// <param name="gradient">Of the first channel of the first edge.</param>
    public static void Note<V>(PoolPair pools, int image, float* value, float* gradient)
        where V : struct, ILanes<V>
    {
        int area = pools.Shape.OutputArea;
        for (int channel = 0; channel < pools.Channels; channel++)
        {
            (double First, double Second) max = default, average = default;
            for (int edge = 0; edge < pools.Edges; edge++)
            {
                float* g = gradient + ((((nint)edge * pools.Channels) + channel) * area);
                var (sum, product) = Planes.Sums<V>(g, pools.Max(image, channel), pools.MaxNorm.Mean[channel], area);
                float weight = pools.Weight(edge, 0);
                max = (max.First + (weight * sum), max.Second + (weight * product));
                pools.Note(image, edge, 0, product * pools.MaxNorm.Inverse(channel));

                (sum, product) = Planes.Sums<V>(g, pools.Average(image, channel), pools.AverageNorm.Mean[channel], area);
                weight = pools.Weight(edge, 1);
                average = (average.First + (weight * sum), average.Second + (weight * product));
                pools.Note(image, edge, 1, product * pools.AverageNorm.Inverse(channel));
                if (pools.Terms > 2)
                    pools.Note(image, edge, 2, Planes.Sums<V>(g, value + (channel * (nint)area), 0, area).Product);
            }
            pools.MaxNorm.Note(image, channel, max);
            pools.AverageNorm.Note(image, channel, average);
        }
    }

    /// <summary>Adds to the value's gradient.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="pools">The pools, their norms' gradients joined.</param>
    /// <param name="image">The image.</param>
    /// <param name="value">Its first channel.</param>
    /// <param name="gradient">Of the first channel of the first edge.</param>
    /// <param name="to">The gradient of the value's first channel.</param>
    /// <param name="scratch">The thread's, prepared.</param>
    public static void Backward<V>(PoolPair pools, int image, float* value, float* gradient, float* to, PoolScratch scratch)
        where V : struct, ILanes<V>
    {
        var shape = pools.Shape;
        int area = shape.OutputArea;
        for (int channel = 0; channel < pools.Channels; channel++, value += shape.Area, to += shape.Area)
        {
            float* max = pools.Max(image, channel), average = pools.Average(image, channel);
            for (int edge = 0; edge < pools.Edges; edge++)
            {
                float* g = gradient + ((((nint)edge * pools.Channels) + channel) * area);
                Planes.Affine<V>(g, pools.Weight(edge, 0), 0, scratch.First, area, accumulate: edge > 0);
                Planes.Affine<V>(g, pools.Weight(edge, 1), 0, scratch.Second, area, accumulate: edge > 0);
                if (pools.Terms > 2)
                    Planes.Affine<V>(g, pools.Weight(edge, 2), 0, to, area, accumulate: true);
            }
            var (a, b, c) = pools.MaxNorm.Gradient[channel];
            Planes.Combine<V>(scratch.First, a, max, b, c, scratch.First, area);
            PaddedPlane.Fill<V>(shape, value, scratch.Low);
            PaddedPlane.Clear(shape, scratch.Gathered);
            MaxPooling.Backward<V>(shape, scratch.Low, max, scratch.First, scratch.Gathered);
            PaddedPlane.AddTo<V>(shape, scratch.Gathered, to);

            (a, b, c) = pools.AverageNorm.Gradient[channel];
            Planes.Combine<V>(scratch.Second, a, average, b, c, scratch.Second, area);
            AveragePooling.Backward<V>(shape, scratch.Ones, scratch.Shares, scratch.Second, scratch.Zero, scratch.First, to);
        }
    }
}
