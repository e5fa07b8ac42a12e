using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class NormalisationTests
{
    [Fact]
    public void It_is_the_mean_and_population_deviation_of_each_channel()
    {
        using var generator = new Generator(1);
        var images = randint(0, 256, [50, 3, 9, 7], uint8, generator: generator);
        var normalisation = Normalisation.Of(images);
        var scaled = images.to(float64).div(255);
        Assert.All(Enumerable.Range(0, 3), channel =>
        {
            var values = scaled.select(1, channel);
            Assert.Equal(values.mean().item<double>(), normalisation.Mean[channel], 1e-7);
            Assert.Equal(values.std(false).item<double>(), normalisation.Std[channel], 1e-7);
        });
    }

    [Fact]
    public void Normalised_images_have_mean_0_and_deviation_1()
    {
        using var generator = new Generator(2);
        var images = randint(0, 256, [20, 1, 16, 16], uint8, generator: generator);
        var normalised = Normalisation.Of(images).Apply(images);
        Assert.Equal(float32, normalised.dtype);
        Assert.Equal(0, normalised.mean().item<float>(), 1e-5);
        Assert.Equal(1, normalised.std(false).item<float>(), 1e-5);
    }

    [Fact]
    public void A_channel_that_is_the_same_everywhere_becomes_0()
    {
        var images = full([2, 1, 3, 3], 9, uint8);
        Assert.Equal(0, Normalisation.Of(images).Apply(images).abs().max().item<float>(), 1e-6);
    }

    [Fact]
    public void Equal_numbers_are_equal() =>
        Assert.Equal(new Normalisation([1, 2], [3, 4]), new Normalisation(new List<float> { 1, 2 }, new List<float> { 3, 4 }));
}
