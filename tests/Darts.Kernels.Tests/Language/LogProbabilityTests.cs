using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Language;

/// <summary>Decoder and logarithm of the softmax against float64.</summary>
public sealed unsafe class LogProbabilityTests
{
    /// <summary>Rows, width of the states, words.</summary>
    public static TheoryData<int, int, int> Sizes => new() { { 1, 1, 1 }, { 1, 13, 33 }, { 2, 5, 31 }, { 3, 37, 64 }, { 10, 8, 1000 }, { 17, 16, 77 }, { 64, 3, 95 }, { 150, 7, 45 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void They_are_the_softmax_of_the_product(int rows, int inner, int words)
    {
        var random = new Random(rows + inner + words);
        // Logits far apart: exponentials of their own would overflow.
        using Guarded states = Guarded.Random(random, rows * inner), right = Guarded.Random(random, inner * words);
        using var bias = new FloatBuffer(words);
        foreach (ref float value in bias.Span)
            value = 200 * (random.NextSingle() - 0.5f);
        using var rounded = new ShortMatrix((nint)right.Data, words, 1, inner, words);
        double[] expected = Expected(states, rounded, bias, rows);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            foreach (int threads in new[] { 1, 2 })
            {
                using var team = Team.Of(threads);
                using var result = new Guarded(rows * words);
                using var kernel = new LogProbabilities(rounded, bias) { Widest = width };
                kernel.Run(team, (nint)states.Data, rows, (nint)result.Data);
                for (int i = 0; i < expected.Length; i++)
                    Assert.True(Math.Abs(expected[i] - result[i]) <= 3e-5, $"{result[i]} at {i}, not {expected[i]}: {width}, {threads} threads.");
            }
        }
    }

    private static double[] Expected(Guarded states, ShortMatrix right, FloatBuffer bias, int rows)
    {
        double[] logits = new double[rows * right.Width];
        for (int i = 0; i < logits.Length; i++)
        {
            int row = i / right.Width, word = i % right.Width, panel = word / ShortMatrix.Columns, column = word % ShortMatrix.Columns;
            logits[i] = bias.Span[word];
            for (int k = 0; k < right.Rows; k++)
                logits[i] += (double)states[(row * right.Rows) + k] * right.Panel(panel)[(k * ShortMatrix.Columns) + column] * right.Factors(panel)[column];
        }
        return [.. logits.Chunk(right.Width).SelectMany(static row =>
        {
            double largest = row.Max(), sum = largest + Math.Log(row.Sum(logit => Math.Exp(logit - largest)));
            return row.Select(logit => logit - sum);
        })];
    }
}
