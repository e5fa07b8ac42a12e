using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Language;

/// <summary>The logarithm of the softmax and its gradient against float64, with every vector.</summary>
public sealed unsafe class LogSoftmaxTests
{
    /// <summary>Rows, words.</summary>
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 1, 33 }, { 2, 31 }, { 3, 64 }, { 10, 1000 }, { 64, 95 }, { 65, 257 }, { 150, 45 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Logits_and_bias_become_log_probabilities(int rows, int words)
    {
        // Logits far apart: exponentials of their own would overflow.
        var random = new Random(rows + words);
        using Guarded logits = Logits(random, rows * words), bias = Logits(random, words);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            using var result = new Guarded(logits.Span);
            var work = new LogSoftmax(result.Data, bias.Data, words) { Widest = width };
            for (int row = 0; row < rows; row++)
                work.Do(row, 0);
            for (int row = 0; row < rows; row++)
            {
                double[] sums = [.. Enumerable.Range(0, words).Select(word => (double)logits[(row * words) + word] + bias[word])];
                double largest = sums.Max(), normaliser = largest + Math.Log(sums.Sum(sum => Math.Exp(sum - largest)));
                for (int word = 0; word < words; word++)
                    Assert.True(Math.Abs(sums[word] - normaliser - result[(row * words) + word]) <= 1e-4, $"{result[(row * words) + word]} at {row}, {word}, not {sums[word] - normaliser}: {width}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Its_gradient_is_in_panels_and_its_sum_over_rows_the_biases(int rows, int words)
    {
        var random = new Random(rows + words);
        using Guarded gradient = Guarded.Random(random, rows * words), logarithms = Logits(random, rows * words);
        // What is likely, what is not, and what cannot be.
        foreach (ref float value in logarithms.Span)
            value = value > 70 ? float.NegativeInfinity : -Math.Abs(value) / 5;
        double[] expected = new double[rows * words];
        for (int i = 0; i < expected.Length; i++)
            expected[i] = gradient[i] - (Math.Exp(logarithms[i]) * gradient.Span.Slice(i / words * words, words).ToArray().Sum(static value => (double)value));
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            foreach (int threads in new[] { 1, 2 })
            {
                using var workers = new Workers(threads);
                using var panels = new PanelMatrix();
                using var bias = new Guarded(words);
                LogSoftmaxGradient.Run(workers, width, (nint)gradient.Data, (nint)logarithms.Data, rows, words, panels, (nint)bias.Data);
                for (int place = 0; place < rows * panels.Panels * PanelMatrix.Columns; place++)
                {
                    int row = place / (panels.Panels * PanelMatrix.Columns), word = place % (panels.Panels * PanelMatrix.Columns);
                    float actual = panels.Panel(word / PanelMatrix.Columns)[(row * PanelMatrix.Columns) + (word % PanelMatrix.Columns)];
                    double value = word < words ? expected[(row * words) + word] : 0;
                    Assert.True(Math.Abs(value - actual) <= 1e-6 * Math.Sqrt(words + 10), $"{actual} at {row}, {word}, not {value}: {width}, {threads} threads.");
                }
                for (int word = 0; word < words; word++)
                {
                    double sum = Enumerable.Range(0, rows).Sum(row => expected[(row * words) + word]);
                    Assert.True(Math.Abs(sum - bias[word]) <= 1e-6 * rows * Math.Sqrt(words + 10), $"{bias[word]} at {word}, not {sum}: {width}.");
                }
            }
        }
    }

    private static Guarded Logits(Random random, int count)
    {
        var logits = Guarded.Random(random, count);
        foreach (ref float value in logits.Span)
            value *= 100;
        return logits;
    }
}
