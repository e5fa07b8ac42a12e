using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class ImageSetTests
{
    [Fact]
    public void Shrunk_images_are_means_of_squares_and_keep_their_labels()
    {
        using var set = ImageSet.Of([10, 20, 30, 40, 50, 60, 70, 80], [3], new ImageSize(1, 2, 4));
        using var shrunk = set.Shrunk(2);
        Assert.Equal(new ImageSize(1, 1, 2), shrunk.Size);
        // (10 + 20 + 50 + 60) / 4 and (30 + 40 + 70 + 80) / 4.
        Assert.Equal([35, 55], shrunk.Images.data<byte>().ToArray());
        Assert.Equal([3], shrunk.Labels.data<long>().ToArray());
    }

    [Fact]
    public void The_border_of_an_odd_image_is_the_mean_of_the_pixels_there_are()
    {
        using var set = ImageSet.Of([1, 3, 100, 5, 7, 200, 10, 20, 30], [0], new ImageSize(1, 3, 3));
        using var shrunk = set.Shrunk(2);
        Assert.Equal([4, 150, 15, 30], shrunk.Images.data<byte>().ToArray());
    }

    [Fact]
    public void A_factor_of_one_changes_nothing()
    {
        using var set = ImageSet.Of([1, 2, 3, 4], [0], new ImageSize(1, 2, 2));
        using var same = set.Shrunk(1);
        Assert.Equal([1, 2, 3, 4], same.Images.data<byte>().ToArray());
    }

    [Fact]
    public void Many_images_are_shrunk_alike_and_leave_no_tensor_behind()
    {
        using var images = randint(0, 256, [1500, 1, 4, 4], dtype: ScalarType.Byte);
        using var labels = arange(1500);
        using var set = new ImageSet(images, labels);
        long before = Tensor.TotalCount;
        using (var shrunk = set.Shrunk(4))
        {
            Assert.Equal(before + 2, Tensor.TotalCount);
            using var means = images.to(ScalarType.Float32).mean([1, 2, 3]).round().to(ScalarType.Byte);
            Assert.Equal(means.data<byte>().ToArray(), shrunk.Images.data<byte>().ToArray());
        }
    }
}
