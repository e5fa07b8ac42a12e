using static TorchSharp.torch;

namespace Darts.Training.Tests;

/// <summary>Whole-batch operations against one image at a time, with the same random numbers.</summary>
public sealed class AugmenterTests
{
    public static TheoryData<int, int, int, int, int, bool> Batches() => new()
    {
        { 7, 3, 8, 8, 4, true },
        { 5, 1, 28, 28, 2, true },
        { 4, 3, 5, 9, 3, false },
        { 6, 2, 9, 4, 0, true },
        { 1, 3, 1, 1, 1, true },
        { 3, 1, 6, 6, 20, true },
    };

    [Theory]
    [MemberData(nameof(Batches))]
    public void Crops_and_flips_equal_those_of_single_images(int count, int channels, int height, int width, int padding, bool flip)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            using var scope = NewDisposeScope();
            var images = Images(count, channels, height, width);
            var draw = AugmentationDraw.Of(new(padding, flip, 0), count, new(channels, height, width), seed);
            var actual = Augmenter.CropAndFlip(images, padding, draw);
            Assert.Equal(images.shape, actual.shape);
            for (var n = 0; n < count; n++)
            {
                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                    {
                        var row = y + draw.Top[n] - padding;
                        var column = (draw.Flip[n] ? width - 1 - x : x) + draw.Left[n] - padding;
                        var inside = row >= 0 && row < height && column >= 0 && column < width;
                        Assert.Equal(inside ? images[n, channels - 1, row, column].item<byte>() : 0, actual[n, channels - 1, y, x].item<byte>());
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(8, 8, 4)]
    [InlineData(8, 8, 5)]
    [InlineData(5, 9, 6)]
    [InlineData(6, 6, 30)]
    [InlineData(6, 6, 1)]
    public void Cutouts_equal_those_of_single_images(int height, int width, int length)
    {
        using var scope = NewDisposeScope();
        var images = ones(9, 2, height, width);
        var draw = AugmentationDraw.Of(new(0, false, length), 9, new(2, height, width), 5);
        Augmenter.Cutout(images, length, draw);
        for (var n = 0; n < 9; n++)
        {
            var expected = ones(2, height, width);
            var (top, bottom) = (Math.Clamp(draw.CentreRow[n] - (length / 2), 0, height), Math.Clamp(draw.CentreRow[n] + (length / 2), 0, height));
            var (left, right) = (Math.Clamp(draw.CentreColumn[n] - (length / 2), 0, width), Math.Clamp(draw.CentreColumn[n] + (length / 2), 0, width));
            expected[TensorIndex.Colon, TensorIndex.Slice(top, bottom), TensorIndex.Slice(left, right)] = 0;
            Assert.True(expected.equal(images[n]).all().item<bool>());
        }
    }

    [Fact]
    public void Numbers_drawn_cover_their_ranges_evenly()
    {
        var draw = AugmentationDraw.Of(new(4, true, 16), 9000, new(3, 32, 30), 1);
        Assert.All(draw.Top.CountBy(top => top), pair => Assert.InRange(pair.Value, 850, 1150));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (long)i), draw.Left.Distinct().Order());
        Assert.InRange(draw.Flip.Count(flip => flip), 4300, 4700);
        Assert.Equal((0, 31), (draw.CentreRow.Min(), draw.CentreRow.Max()));
        Assert.Equal((0, 29), (draw.CentreColumn.Min(), draw.CentreColumn.Max()));
    }

    [Fact]
    public void Without_flips_nothing_is_flipped() => Assert.DoesNotContain(true, AugmentationDraw.Of(new(4, false, 0), 100, new(1, 8, 8), 1).Flip);

    private static Tensor Images(int count, int channels, int height, int width) =>
        (arange(count * channels * height * width) % 251 + 1).to(uint8).reshape(count, channels, height, width);
}
