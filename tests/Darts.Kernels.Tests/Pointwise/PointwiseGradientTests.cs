using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Pointwise;

public sealed unsafe class PointwiseGradientTests
{
    [Theory]
    [InlineData(16, 16, 1024, 1)]
    [InlineData(64, 64, 64, 3)]
    [InlineData(10, 12, 1100, 2)]
    [InlineData(36, 36, 49, 2)]
    [InlineData(5, 3, 1, 4)]
    [InlineData(7, 9, 130, 2)]
    public void A_convolution_of_any_size_and_the_gradient_of_its_weights_are_those_of_the_definition(int outputs, int inputs, int pixels, int images) =>
        Widths.All(new Test(outputs, inputs, pixels, images));

    private sealed class Test(int outputs, int inputs, int pixels, int images) : Widths.IWidthTest
    {
        public void Run<V>()
            where V : struct, ILanes<V>
        {
            var random = new Random(pixels);
            using var matrix = Guarded.Random(random, outputs * inputs);
            using var packed = new Guarded(PackedWeights.Length(outputs, inputs));
            using var x = Guarded.Random(random, inputs * pixels);
            using var y = new Guarded(outputs * pixels);
            PackedWeights.Pack(matrix.Data, inputs, 1, outputs, inputs, packed.Data);
            PointwiseProduct.Run<V>(x.Data, pixels, slack: false, packed.Data, inputs, outputs, y.Data, pixels, pixels);
            double[] expected = new double[outputs * pixels];
            for (int place = 0; place < expected.Length; place++)
            {
                for (int input = 0; input < inputs; input++)
                    expected[place] += (double)matrix[(place / pixels * inputs) + input] * x[(input * pixels) + (place % pixels)];
            }
            Reference.AssertClose(expected, y.Span, inputs, "output");
            Gradient<V>(random);
        }

        private void Gradient<V>(Random random)
            where V : struct, ILanes<V>
        {
            int stride = ((pixels + 15) / 16 * 16) + 16;
            using var x = Guarded.Random(random, images * inputs * stride);
            using var gradient = Guarded.Random(random, images * outputs * stride);
            ClearTails(x, stride);
            ClearTails(gradient, stride);
            using var weights = new Guarded(outputs * inputs);
            PointwiseWeightGradient.Add<V>(gradient.Data, x.Data, stride, pixels, images, outputs, inputs, weights.Data);
            double[] expected = new double[outputs * inputs];
            for (int place = 0; place < expected.Length; place++)
            {
                for (int image = 0; image < images; image++)
                {
                    int g = ((image * outputs) + (place / inputs)) * stride, u = ((image * inputs) + (place % inputs)) * stride;
                    for (int pixel = 0; pixel < pixels; pixel++)
                        expected[place] += (double)gradient[g + pixel] * x[u + pixel];
                }
            }
            Reference.AssertClose(expected, weights.Span, images * pixels, "gradient");
        }

        private void ClearTails(Guarded buffer, int stride)
        {
            for (int row = 0; row < buffer.Length; row += stride)
                buffer.Span.Slice(row + pixels, stride - pixels - 16).Clear();
        }
    }
}
