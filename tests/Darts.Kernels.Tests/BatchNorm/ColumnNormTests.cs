using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.BatchNorm;

/// <summary>The batch norm of columns against its definition in float64.</summary>
public sealed unsafe class ColumnNormTests
{
    public static TheoryData<int, int> Sizes => new() { { 2, 1 }, { 3, 16 }, { 5, 17 }, { 64, 43 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Columns_get_mean_0_and_variance_1_and_running_statistics_follow(int rows, int width)
    {
        var random = new Random(rows + width);
        using var values = Guarded.Random(random, rows * width);
        using var mask = Guarded.Random(random, rows * width);
        using var masked = new Guarded(rows * width);
        using var inverse = new Guarded(width);
        using var mean = Guarded.Random(random, width);
        using var variance = Guarded.Random(random, width);
        float[] before = values.Span.ToArray(), meanBefore = mean.Span.ToArray(), varianceBefore = variance.Span.ToArray();
        using (var workers = new Workers(2))
            new ColumnNorm(rows, width, (nint)values.Data, (nint)inverse.Data).Forward(workers, (nint)mask.Data, (nint)masked.Data, (nint)mean.Data, (nint)variance.Data);
        for (int column = 0; column < width; column++)
        {
            double[] x = [.. Enumerable.Range(0, rows).Select(row => (double)before[(row * width) + column])];
            double average = x.Average(), squares = x.Sum(value => (value - average) * (value - average)), scale = 1 / Math.Sqrt((squares / rows) + 1e-5);
            Assert.Equal(scale, inverse[column], 1e-5 * scale);
            Assert.Equal((0.9 * meanBefore[column]) + (0.1 * average), mean[column], 1e-6);
            Assert.Equal((0.9 * varianceBefore[column]) + (0.1 * squares / (rows - 1)), variance[column], 1e-6);
            for (int row = 0; row < rows; row++)
            {
                int at = (row * width) + column;
                Assert.Equal((x[row] - average) * scale, values[at], 2e-5);
                Assert.Equal(values[at] * mask[at], masked[at]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Its_gradient_is_the_slope(int rows, int width)
    {
        const double step = 1e-4;
        var random = new Random(rows * width);
        using var values = Guarded.Random(random, rows * width);
        using var gradient = Guarded.Random(random, rows * width);
        using var inverse = new Guarded(width);
        using var running = new Guarded(width);
        float[] before = values.Span.ToArray(), given = gradient.Span.ToArray();
        using (var workers = new Workers(2))
        {
            var norm = new ColumnNorm(rows, width, (nint)values.Data, (nint)inverse.Data);
            norm.Forward(workers, 0, 0, (nint)running.Data, (nint)running.Data);
            norm.Backward(workers, (nint)gradient.Data);
        }
        for (int column = 0; column < width; column++)
        {
            for (int moved = 0; moved < rows; moved++)
            {
                double expected = (Product(step) - Product(-step)) / (2 * step);
                Assert.Equal(expected, gradient[(moved * width) + column], 2e-5 * Math.Max(1, inverse[column]));

                double Product(double by)
                {
                    double[] x = [.. Enumerable.Range(0, rows).Select(row => before[(row * width) + column] + (row == moved ? by : 0))];
                    double average = x.Average(), scale = 1 / Math.Sqrt((x.Sum(value => (value - average) * (value - average)) / rows) + 1e-5);
                    return Enumerable.Range(0, rows).Sum(row => (x[row] - average) * scale * given[(row * width) + column]);
                }
            }
        }
    }
}
