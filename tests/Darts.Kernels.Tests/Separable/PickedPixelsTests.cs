using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Separable;

public sealed unsafe class PickedPixelsTests
{
    [Theory]
    [InlineData(32, 32)]
    [InlineData(14, 18)]
    [InlineData(7, 7)]
    [InlineData(9, 20)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    public void Every_other_pixel_is_read_and_its_gradient_comes_back_to_it(int height, int width)
    {
        var shape = new DepthwiseShape(height, width, kernel: 1, stride: 2, dilation: 1);
        var random = new Random(width);
        using var plane = Guarded.Random(random, shape.Area);
        using var gradient = Guarded.Random(random, shape.OutputArea);
        foreach (int first in (int[])[0, 1])
        {
            float[] picked = new float[shape.OutputArea], back = new float[shape.Area];
            for (int place = 0; place < picked.Length; place++)
            {
                int row = (2 * (place / shape.OutputWidth)) + first, column = (2 * (place % shape.OutputWidth)) + first;
                if (row >= height || column >= width)
                    continue;
                picked[place] = plane[(row * width) + column];
                back[(row * width) + column] = gradient[place];
            }
            using var read = new Guarded(shape.OutputArea);
            PickedPixels.Read(shape, plane.Data, first, rectifies: false, read.Data);
            Assert.Equal(picked, read.Span.ToArray());
            PickedPixels.Read(shape, plane.Data, first, rectifies: true, read.Data);
            Assert.Equal(Array.ConvertAll(picked, static value => Math.Max(value, 0)), read.Span.ToArray());

            using var to = Guarded.Random(random, shape.Area);
            PickedPixels.Put(shape, gradient.Data, first, to.Data, adds: false);
            Assert.Equal(back, to.Span.ToArray());
            PickedPixels.Put(shape, gradient.Data, first, to.Data, adds: true);
            Assert.Equal(Array.ConvertAll(back, static value => 2 * value), to.Span.ToArray());
        }
    }
}
