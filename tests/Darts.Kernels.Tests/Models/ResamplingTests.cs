using Darts.Kernels.Models;

namespace Darts.Kernels.Tests.Models;

public sealed class ResamplingTests
{
    [Theory]
    [InlineData(7, 5, 3, 3)]
    [InlineData(3, 4, 9, 8)]
    [InlineData(100, 1, 4, 4)]
    public void A_plain_image_stays_plain(int height, int width, int newHeight, int newWidth)
    {
        var image = Enumerable.Repeat((byte)131, 3 * height * width).ToArray();
        Assert.All(Resampling.Cover(image, (3, height, width), newHeight, newWidth), pixel => Assert.Equal(131, pixel));
    }

    [Fact]
    public void Its_own_size_leaves_an_image_as_it_is()
    {
        byte[] image = [1, 2, 3, 4, 5, 6];
        Assert.Equal(image, Resampling.Cover(image, (1, 2, 3), 2, 3));
    }

    [Fact]
    public void Halving_weighs_the_neighbours_by_a_triangle()
    {
        // The window of output pixel 1 of 4 is centred between source pixels 2 and 3 and two wide on either side: weights 1/8, 3/8, 3/8, 1/8.
        var image = new byte[64];
        for (var row = 0; row < 8; row++)
        {
            image[(row * 8) + 2] = 200;
        }

        var halved = Resampling.Cover(image, (1, 8, 8), 4, 4);
        Assert.Equal([29, 75, 0, 0], halved[..4]);
    }

    [Fact]
    public void Doubling_interpolates_between_neighbours() =>
        Assert.Equal([0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100], Resampling.Cover([0, 100, 0, 100], (1, 2, 2), 4, 4));

    [Fact]
    public void What_stands_over_is_cut_evenly()
    {
        // 2×6 to 2×2: the middle two columns.
        Assert.Equal([3, 4, 9, 10], Resampling.Cover([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], (1, 2, 6), 2, 2));
    }

    [Fact]
    public void A_mirrored_image_gives_the_mirrored_result()
    {
        var random = new Random(3);
        var image = Enumerable.Range(0, 13 * 17).Select(_ => (byte)random.Next(256)).ToArray();
        var mirrored = image.Chunk(17).SelectMany(row => row.Reverse()).ToArray();
        var expected = Resampling.Cover(image, (1, 13, 17), 5, 6).Chunk(6).SelectMany(row => row.Reverse());
        Assert.All(expected.Zip(Resampling.Cover(mirrored, (1, 13, 17), 5, 6)), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 1));
    }
}
