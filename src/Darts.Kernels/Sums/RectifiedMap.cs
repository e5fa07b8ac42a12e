namespace Darts.Kernels;

/// <summary>A ReLU over whole maps, without batch norm.</summary>
/// <param name="workers">The threads.</param>
/// <param name="images">N.</param>
/// <param name="length">Floats of an image.</param>
/// <param name="gradient">The address of the gradient behind the ReLU, or 0 in the forward pass.</param>
/// <param name="map">The address of the map.</param>
/// <param name="result">Where the result goes.</param>
internal sealed unsafe class RectifiedMap(Workers workers, int images, nint length, nint gradient, nint map, nint result) : ImageWork(workers, images)
{
    /// <summary>x = max(0, x), in place.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="images">N.</param>
    /// <param name="length">Floats of an image.</param>
    /// <param name="map">The address of [N, length].</param>
    public static void Rectify(Workers workers, int images, nint length, nint map)
    {
        using var alone = workers.Enter();
        new RectifiedMap(workers, images, length, gradient: 0, map, map).Run();
    }

    /// <summary>A gradient through the ReLU: y = g where the map is positive, 0 elsewhere.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="images">N.</param>
    /// <param name="length">Floats of an image.</param>
    /// <param name="gradient">The address of g, [N, length].</param>
    /// <param name="map">The address of the map, rectified or not.</param>
    /// <param name="to">The address of y.</param>
    public static void Through(Workers workers, int images, nint length, nint gradient, nint map, nint to)
    {
        using var alone = workers.Enter();
        new RectifiedMap(workers, images, length, gradient, map, to).Run();
    }

    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        nint start = from * length;
        int count = (int)((to - from) * length);
        float* x = (float*)map + start, y = (float*)result + start;
        if (gradient == 0)
            Planes.Rectify<V>(x, 1, 0, y, count);
        else
            Planes.Masked<V>((float*)gradient + start, x, y, count);
    }
}
