namespace Darts.Kernels;

/// <summary>Sums of maps of one size, each image of a map times a factor of its own: in order, so that one map may be added to several times.</summary>
/// <param name="workers">The threads.</param>
/// <param name="images">N.</param>
/// <param name="count">Floats of an image.</param>
/// <param name="summands">What is added to what.</param>
internal sealed unsafe class ScaledSums(Workers workers, int images, int count, Summand[] summands) : ImageWork(workers, images)
{
    /// <summary>Adds.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="images">N.</param>
    /// <param name="count">Floats of an image.</param>
    /// <param name="summands">What is added to what.</param>
    public static void Add(Workers workers, int images, int count, Summand[] summands)
    {
        using var alone = workers.Enter();
        new ScaledSums(workers, images, count, summands).Run();
    }

    /// <inheritdoc/>
    protected override void Part<V>(int part, int from, int to, Scratch scratch)
    {
        for (int image = from; image < to; image++)
        {
            foreach (var summand in summands)
            {
                Planes.Affine<V>(
                    (float*)summand.From + (image * summand.FromStride),
                    ImageFactors.Of(summand.Factors, image),
                    0,
                    (float*)summand.To + (image * summand.ToStride),
                    count,
                    summand.Accumulates);
            }
        }
    }
}
