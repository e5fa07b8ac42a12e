using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Depthwise;

public sealed unsafe class DepthwiseTests
{
    /// <summary>Sizes that fill vectors, that leave rests, and that are smaller than a vector or a kernel.</summary>
    public static TheoryData<int, int, int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int, int, int>();
            foreach (var (height, width) in ((int, int)[])[(32, 32), (16, 16), (8, 8), (7, 7), (14, 28), (14, 14), (9, 19), (3, 37), (1, 1), (2, 5), (5, 2)])
            {
                foreach (int kernel in (int[])[3, 5, 7])
                {
                    foreach (int stride in (int[])[1, 2])
                    {
                        foreach (int dilation in (int[])[1, 2])
                            shapes.Add(height, width, kernel, stride, dilation);
                    }
                }
            }
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_and_both_gradients_are_those_of_the_definition(int height, int width, int kernel, int stride, int dilation) =>
        Widths.All(new Test(new DepthwiseShape(height, width, kernel, stride, dilation), dilation));

    private sealed class Test(DepthwiseShape shape, int dilation) : Widths.IWidthTest
    {
        public void Run<V>()
            where V : struct, ILanes<V>
        {
            var random = new Random(HashCode.Combine(shape.Height, shape.Kernel));
            using var x = Guarded.Random(random, shape.Area);
            using var weights = Guarded.Random(random, shape.Taps);
            using var gradient = Guarded.Random(random, shape.OutputArea);
            double[] output = new double[shape.OutputArea], inputGradient = new double[shape.Area], weightGradient = new double[shape.Taps];
            Reference.Visit(shape, dilation, (input, tap, place) =>
            {
                output[place] += (double)x[input] * weights[tap];
                inputGradient[input] += (double)gradient[place] * weights[tap];
                weightGradient[tap] += (double)gradient[place] * x[input];
            });

            using var padded = new Guarded(shape.PaddedLength);
            using var y = new Guarded(shape.OutputArea);
            PaddedPlane.Fill<V>(shape, x.Data, padded.Data);
            DepthwiseForward.Run<V>(shape, padded.Data, weights.Data, y.Data, accumulate: false);
            Reference.AssertClose(output, y.Span, shape.Taps, "output");
            DepthwiseForward.Run<V>(shape, padded.Data, weights.Data, y.Data, accumulate: true);
            Reference.AssertClose([.. output.Select(value => 2 * value)], y.Span, 2 * shape.Taps, "output twice");

            using var sums = new Guarded(shape.Taps * DepthwiseWeightGradient.Lanes);
            DepthwiseWeightGradient.Add<V>(shape, padded.Data, gradient.Data, sums.Data);
            Reference.AssertClose(weightGradient, Joined(sums), shape.OutputArea, "gradient of weights");

            if (shape.Stride == 1)
                Rectified<V>(x, gradient);
            using var back = new Guarded(shape.Area);
            InputGradient<V>(gradient, weights, back);
            Reference.AssertClose(inputGradient, back.Span, shape.Taps, "gradient of input");
        }

        /// <summary>The roles are changed: the gradient lies padded, taps are in reverse, and the input is normalised and rectified on the way.</summary>
        private void Rectified<V>(Guarded x, Guarded gradient)
            where V : struct, ILanes<V>
        {
            var norm = new ChannelNorm(Scale: 1.5f, Shift: 0.25f, Least: 0);
            double[] expected = new double[shape.Taps];
            Reference.Visit(shape, dilation, (input, tap, place) => expected[shape.Taps - 1 - tap] += (double)gradient[place] * Math.Max(0, (norm.Scale * (double)x[input]) + norm.Shift));
            using var padded = new Guarded(shape.PaddedLength);
            using var beside = new Guarded(shape.Area);
            using var sums = new Guarded(shape.Taps * DepthwiseWeightGradient.Lanes);
            PaddedPlane.Fill<V>(shape, gradient.Data, padded.Data);
            DepthwiseWeightGradient.Add<V>(shape, padded.Data, x.Data, norm, beside.Data, sums.Data);
            Reference.AssertClose(expected, Joined(sums), 2 * shape.OutputArea, "gradient of weights of a rectified input");
        }

        private void InputGradient<V>(Guarded gradient, Guarded weights, Guarded to)
            where V : struct, ILanes<V>
        {
            using var padded = new Guarded(shape.PaddedLength);
            if (shape.Stride == 2)
            {
                DepthwiseScatter.Add<V>(shape, gradient.Data, weights.Data, padded.Data);
                PaddedPlane.AddTo<V>(shape, padded.Data, to.Data);
                return;
            }
            using var mirrored = new Guarded(weights.Span.ToArray().Reverse().ToArray());
            PaddedPlane.Fill<V>(shape, gradient.Data, padded.Data);
            DepthwiseForward.Run<V>(shape, padded.Data, mirrored.Data, to.Data, accumulate: true);
        }

        private float[] Joined(Guarded sums) => [.. sums.Span.ToArray().Chunk(DepthwiseWeightGradient.Lanes).Select(lanes => lanes.Sum())];
    }
}
