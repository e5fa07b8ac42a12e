using Darts.Kernels.Inference;
using Darts.Kernels.Models;
using Darts.Kernels.Weights;

namespace Darts.Kernels.Tests.Models;

public sealed class ImageModelTests : IDisposable
{
    private readonly BrightnessModel _model = new("red", "green", "blue");

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Classes_come_with_the_softmax_of_their_logits_the_likeliest_first()
    {
        var classes = _model.Classify(Plain(0, 255, 128, 7, 5).Bytes.Span, 7, 5);
        Assert.Equal(["green", "blue", "red"], classes.Select(one => one.Name));
        Assert.Equal([1, 2, 0], classes.Select(one => one.Index));
        double[] exponentials = [Math.Exp(10), Math.Exp(10 * 128 / 255.0), 1];
        Assert.All(classes.Zip(exponentials), pair => Assert.Equal(pair.Second / exponentials.Sum(), pair.First.Probability, 1e-6));
    }

    [Fact]
    public void Of_equally_likely_classes_the_one_named_first_comes_first() =>
        Assert.Equal(["red", "green", "blue"], _model.Classify(Plain(9, 9, 9, 2, 2)).Select(one => one.Name));

    [Fact]
    public void Logits_of_any_size_give_probabilities()
    {
        float[] prepared = new float[_model.PreparedLength];
        prepared.AsSpan(0, 6).Fill(1e30f);
        Assert.Equal([1, 0, 0], _model.Classify(prepared).Select(one => one.Probability));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    public void Pictures_classified_together_are_classified_as_each_alone(int count)
    {
        var random = new Random(count);
        ImagePixels[] images = [.. Enumerable.Range(0, count).Select(_ => Plain((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), random.Next(1, 9), random.Next(1, 9)))];
        Assert.Equal(images.Select(_model.Classify), _model.Classify(images));
    }

    [Fact]
    public void Many_threads_use_one_model()
    {
        ImagePixels[] images = [.. Enumerable.Range(0, 64).Select(image => Plain((byte)image, (byte)(255 - (image * 3)), 40, 3, 2))];
        var alone = images.Select(_model.Classify).ToArray();
        var together = new IReadOnlyList<ClassProbability>[images.Length];
        Parallel.For(0, images.Length, new() { MaxDegreeOfParallelism = 8 }, image => together[image] = _model.Classify(images[image]));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Spans_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _model.Classify(new float[_model.PreparedLength + 1]));
        Assert.Throws<ArgumentException>(() => _model.Compute(new float[_model.PreparedLength], new float[2], 1));
        Assert.Throws<ArgumentException>(() => _model.Ranked([1]));
        Assert.Throws<ArgumentException>(() => _model.Classify(new byte[5], 1, 2));
    }

    [Fact]
    public void Another_number_of_names_is_refused_with_both_numbers() =>
        Assert.Contains("Averages has 3 classes; there are 2 names", Assert.Throws<ArgumentException>(() => new BrightnessModel("one", "two")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_that_was_disposed_says_so()
    {
        _model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _model.Classify(Plain(1, 2, 3, 1, 1)));
        _model.Dispose();
    }

    [Fact]
    public void A_resource_that_is_not_there_is_named() => Assert.Equal(
        "There is no 'Darts.Kernels.Tests, resource missing.safetensors'.",
        Assert.Throws<WeightsException>(() => WeightsFile.OfResource(typeof(ImageModelTests).Assembly, "missing.safetensors")).Message);

    private static ImagePixels Plain(byte red, byte green, byte blue, int width, int height) =>
        new(Enumerable.Range(0, width * height).SelectMany(_ => new[] { red, green, blue }).ToArray(), width, height);
}
