using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Pooling;

public sealed unsafe class PoolingTests
{
    [Theory]
    [InlineData(32, 32, 1)]
    [InlineData(16, 16, 2)]
    [InlineData(8, 8, 1)]
    [InlineData(9, 7, 2)]
    [InlineData(5, 21, 1)]
    [InlineData(1, 3, 2)]
    public void Pools_and_their_gradients_are_those_of_the_definition(int height, int width, int stride) =>
        Widths.All(new Test(new DepthwiseShape(height, width, kernel: 3, stride, dilation: 1)));

    private sealed class Test(DepthwiseShape shape) : Widths.IWidthTest
    {
        public void Run<V>()
            where V : struct, ILanes<V>
        {
            var random = new Random(shape.Area);
            using var x = Guarded.Random(random, shape.Area);
            // As behind a ReLU: the first of equal values counts.
            for (int i = 0; i < x.Length; i += 3)
                x.Span[i] = 0;
            using var gradient = Guarded.Random(random, shape.OutputArea);
            Max<V>(x, gradient);
            Average<V>(x, gradient);
        }

        private void Max<V>(Guarded x, Guarded gradient)
            where V : struct, ILanes<V>
        {
            int[] place = new int[shape.OutputArea];
            Array.Fill(place, -1);
            Reference.Visit(shape, dilation: 1, (input, _, output) => place[output] = place[output] < 0 || x[input] > x[place[output]] ? input : place[output]);
            double[] expected = new double[shape.Area];
            for (int output = 0; output < place.Length; output++)
                expected[place[output]] += gradient[output];

            using var padded = new Guarded(shape.PaddedLength);
            padded.Span.Fill(float.NegativeInfinity);
            PaddedPlane.Fill<V>(shape, x.Data, padded.Data);
            using var y = new Guarded(shape.OutputArea);
            MaxPooling.Forward<V>(shape, padded.Data, y.Data);
            Reference.AssertClose([.. place.Select(input => (double)x[input])], y.Span, 0, "maxima");

            using var lost = new Guarded(gradient.Span);
            using var gathered = new Guarded(shape.PaddedLength);
            using var back = new Guarded(shape.Area);
            MaxPooling.Backward<V>(shape, padded.Data, y.Data, lost.Data, gathered.Data);
            PaddedPlane.AddTo<V>(shape, gathered.Data, back.Data);
            Reference.AssertClose(expected, back.Span, shape.Taps, "gradient of maxima");
        }

        private void Average<V>(Guarded x, Guarded gradient)
            where V : struct, ILanes<V>
        {
            double[] count = new double[shape.OutputArea], expected = new double[shape.OutputArea], expectedBack = new double[shape.Area];
            Reference.Visit(shape, dilation: 1, (_, _, output) => count[output]++);
            Reference.Visit(shape, dilation: 1, (input, _, output) => expected[output] += x[input] / count[output]);
            Reference.Visit(shape, dilation: 1, (input, _, output) => expectedBack[input] += gradient[output] / count[output]);

            using var scratch = new PoolScratch();
            scratch.Prepare<V>(shape);
            using var y = new Guarded(shape.OutputArea);
            PaddedPlane.Fill<V>(shape, x.Data, scratch.Zero);
            AveragePooling.Forward<V>(shape, scratch.Ones, scratch.Shares, scratch.Zero, y.Data);
            Reference.AssertClose(expected, y.Span, shape.Taps, "means");

            using var lost = new Guarded(gradient.Span);
            using var beside = new Guarded(shape.Area);
            using var back = new Guarded(shape.Area);
            AveragePooling.Backward<V>(shape, scratch.Ones, scratch.Shares, lost.Data, scratch.Zero, beside.Data, back.Data);
            Reference.AssertClose(expectedBack, back.Span, shape.Taps, "gradient of means");
        }
    }
}
