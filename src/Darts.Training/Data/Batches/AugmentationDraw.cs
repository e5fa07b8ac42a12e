namespace Darts.Training;

/// <summary>The random numbers of one batch, one for each image.</summary>
/// <param name="Top">The first row of the crop in the padded image, in [0, 2·padding].</param>
/// <param name="Left">Its first column.</param>
/// <param name="Flip">Whether the crop is mirrored.</param>
/// <param name="CentreRow">The middle of the cutout, in [0, H).</param>
/// <param name="CentreColumn">Its column, in [0, W).</param>
internal sealed record AugmentationDraw(long[] Top, long[] Left, bool[] Flip, long[] CentreRow, long[] CentreColumn)
{
    /// <summary>Draws for a batch.</summary>
    /// <param name="augmentation">The ranges.</param>
    /// <param name="count">N.</param>
    /// <param name="size">An image's shape.</param>
    /// <param name="seed">Names the batch's stream.</param>
    public static AugmentationDraw Of(Augmentation augmentation, int count, ImageSize size, long seed)
    {
        var random = new RandomStream(seed);
        var draw = new AugmentationDraw(new long[count], new long[count], new bool[count], new long[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            draw.Top[i] = random.Next((2 * augmentation.CropPadding) + 1);
            draw.Left[i] = random.Next((2 * augmentation.CropPadding) + 1);
            draw.Flip[i] = augmentation.Flip && random.Next(2) == 1;
            draw.CentreRow[i] = random.Next(size.Height);
            draw.CentreColumn[i] = random.Next(size.Width);
        }

        return draw;
    }
}
