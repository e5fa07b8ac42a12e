namespace Darts.Kernels;

/// <summary>One pool of a map: 3×3 pixels, maximum or mean, without a batch norm. Addresses are of float32 in the order NCHW.</summary>
/// <param name="Shape">The windows.</param>
/// <param name="Images">N.</param>
/// <param name="Channels">C.</param>
/// <param name="IsMaximum">Maximum, or mean of the pixels that exist.</param>
/// <param name="Value">What is pooled, [N, C, H, W].</param>
/// <param name="Output">[N, C, H', W'].</param>
internal sealed record PlanePool(DepthwiseShape Shape, int Images, int Channels, bool IsMaximum, nint Value, nint Output)
{
    /// <summary>Pools.</summary>
    /// <param name="workers">The threads.</param>
    public void Forward(Workers workers)
    {
        using var alone = workers.Enter();
        new PlanePoolForward(workers, this).Run();
    }

    /// <summary>Computes the gradient of the value, after <see cref="Forward"/>.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="gradient">Of the output.</param>
    /// <param name="gradientStride">From an image of it to the next, floats.</param>
    /// <param name="input">Where it goes, [N, C, H, W]; of any content.</param>
    public void Backward(Workers workers, nint gradient, nint gradientStride, nint input)
    {
        using var alone = workers.Enter();
        new PlanePoolBackward(workers, this, gradient, gradientStride, input).Run();
    }
}

/// <summary>The forward pass of a <see cref="PlanePool"/>.</summary>
internal sealed unsafe class PlanePoolForward(Workers workers, PlanePool pool) : ImageWork(workers, pool.Images)
{
    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        var shape = pool.Shape;
        var room = scratch.Pools;
        room.Prepare<V>(shape);
        for (nint plane = (nint)from * pool.Channels; plane < (nint)to * pool.Channels; plane++)
        {
            float* value = (float*)pool.Value + (plane * shape.Area), output = (float*)pool.Output + (plane * shape.OutputArea);
            PaddedPlane.Fill<V>(shape, value, pool.IsMaximum ? room.Low : room.Zero);
            if (pool.IsMaximum)
                MaxPooling.Forward<V>(shape, room.Low, output);
            else
                AveragePooling.Forward<V>(shape, room.Ones, room.Shares, room.Zero, output);
        }
    }
}

/// <summary>The backward pass of a <see cref="PlanePool"/>.</summary>
internal sealed unsafe class PlanePoolBackward(Workers workers, PlanePool pool, nint gradient, nint gradientStride, nint input) : ImageWork(workers, pool.Images)
{
    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        var shape = pool.Shape;
        var room = scratch.Pools;
        room.Prepare<V>(shape);
        for (int image = from; image < to; image++)
        {
            for (int channel = 0; channel < pool.Channels; channel++)
            {
                nint plane = ((nint)image * pool.Channels) + channel;
                float* g = (float*)gradient + (image * gradientStride) + ((nint)channel * shape.OutputArea), back = (float*)input + (plane * shape.Area);
                new Span<float>(back, shape.Area).Clear();
                // The pools take from the gradient what they have given.
                Planes.Affine<V>(g, 1, 0, room.First, shape.OutputArea, accumulate: false);
                if (!pool.IsMaximum)
                {
                    AveragePooling.Backward<V>(shape, room.Ones, room.Shares, room.First, room.Zero, room.Second, back);
                    continue;
                }
                PaddedPlane.Fill<V>(shape, (float*)pool.Value + (plane * shape.Area), room.Low);
                PaddedPlane.Clear(shape, room.Gathered);
                MaxPooling.Backward<V>(shape, room.Low, (float*)pool.Output + (plane * shape.OutputArea), room.First, room.Gathered);
                PaddedPlane.AddTo<V>(shape, room.Gathered, back);
            }
        }
    }
}
