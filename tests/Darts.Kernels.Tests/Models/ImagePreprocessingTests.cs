using Darts.Kernels.Models;

namespace Darts.Kernels.Tests.Models;

public sealed class ImagePreprocessingTests
{
    private static readonly ImagePreprocessing Colour = new([0.5f, 0.25f, 0f], [0.5f, 0.25f, 1f]);

    [Fact]
    public void Pixels_become_planes_of_x_minus_mean_by_std() =>
        Assert.Equal([1, -1, 3, -1, 0, 1 / 3f], Prepared(Colour, [255, 255, 0, 0, 0, 85], 2, 1, PixelFormat.Rgb, 1, 2));

    [Fact]
    public void Formats_say_where_colours_are_and_what_is_clear_is_white()
    {
        float[] rgb = Prepared(Colour, [10, 20, 30], 1, 1, PixelFormat.Rgb, 1, 1);
        Assert.Equal(rgb, Prepared(Colour, [10, 20, 30, 255], 1, 1, PixelFormat.Rgba, 1, 1));
        Assert.Equal(rgb, Prepared(Colour, [30, 20, 10, 255], 1, 1, PixelFormat.Bgra, 1, 1));
        Assert.Equal(Prepared(Colour, [255, 255, 255], 1, 1, PixelFormat.Rgb, 1, 1), Prepared(Colour, [30, 20, 10, 0], 1, 1, PixelFormat.Bgra, 1, 1));
    }

    [Fact]
    public void Grey_pictures_become_colour_and_colour_becomes_grey_where_the_network_wants_it()
    {
        Assert.Equal(Prepared(Colour, [77, 77, 77], 1, 1, PixelFormat.Rgb, 1, 1), Prepared(Colour, [77], 1, 1, PixelFormat.Grey, 1, 1));
        var grey = new ImagePreprocessing([0], [1]);
        Assert.Equal([77 / 255f], Prepared(grey, [77, 77, 77], 1, 1, PixelFormat.Rgb, 1, 1));
        // ITU-R BT.601: 0.299, 0.587, 0.114.
        Assert.Equal([150 / 255f], Prepared(grey, [0, 255, 0], 1, 1, PixelFormat.Rgb, 1, 1));
    }

    [Theory]
    [InlineData(1, 3_000_000)]
    [InlineData(3_000_000, 1)]
    public void A_picture_of_one_row_or_column_is_prepared_within_its_own_size(int width, int height)
    {
        byte[] pixels = new byte[width * height];
        Array.Fill(pixels, (byte)51);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.All(Prepared(new([0], [1]), pixels, width, height, PixelFormat.Grey, 32, 32), value => Assert.Equal(0.2f, value));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * pixels.Length);
    }

    [Theory]
    [InlineData(11, 2, 2, PixelFormat.Rgb)]
    [InlineData(13, 2, 2, PixelFormat.Rgb)]
    [InlineData(12, 0, 4, PixelFormat.Rgb)]
    [InlineData(12, -2, -2, PixelFormat.Rgb)]
    [InlineData(12, 2, 2, (PixelFormat)9)]
    [InlineData(4, int.MaxValue, int.MaxValue, PixelFormat.Rgba)]
    public void Bytes_that_are_not_a_picture_of_that_size_are_refused(int bytes, int width, int height, PixelFormat format) =>
        Assert.ThrowsAny<ArgumentException>(() => Prepared(Colour, new byte[bytes], width, height, format, 2, 2));

    [Fact]
    public void Room_of_another_size_is_refused() => Assert.Throws<ArgumentException>(() => Colour.Prepare([1, 2, 3], 1, 1, PixelFormat.Rgb, new float[4], 1, 1));

    [Fact]
    public void A_normalisation_has_a_positive_deviation_for_each_of_one_or_three_channels()
    {
        Assert.Throws<ArgumentException>(() => new ImagePreprocessing([0, 0], [1, 1]));
        Assert.Throws<ArgumentException>(() => new ImagePreprocessing([0, 0, 0], [1]));
        Assert.Throws<ArgumentException>(() => new ImagePreprocessing([0], [0]));
        Assert.Throws<ArgumentException>(() => new ImagePreprocessing([0], [float.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => new ImagePreprocessing([float.NaN], [1]));
    }

    private static float[] Prepared(ImagePreprocessing preprocessing, byte[] pixels, int width, int height, PixelFormat format, int rows, int columns)
    {
        float[] prepared = new float[preprocessing.Mean.Count * rows * columns];
        preprocessing.Prepare(pixels, width, height, format, prepared, rows, columns);
        return prepared;
    }
}
