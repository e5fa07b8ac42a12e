using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Language;

/// <summary>The loss of a row of logits and its gradient against float64, with every vector.</summary>
public sealed unsafe class WordLossTests
{
    /// <summary>Rows, words.</summary>
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 1, 33 }, { 2, 31 }, { 3, 64 }, { 10, 1000 }, { 64, 95 }, { 65, 257 }, { 150, 45 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void It_is_the_mean_of_the_words_that_came_and_the_logits_become_its_gradient(int rows, int words)
    {
        var random = new Random(rows + words);
        // Logits far apart: exponentials of their own would overflow.
        float[] logits = [.. Enumerable.Range(0, rows * words).Select(_ => 100 * (random.NextSingle() - 0.5f))], bias = [.. Enumerable.Range(0, words).Select(_ => random.NextSingle() - 0.5f)];
        long[] next = [.. Enumerable.Range(0, rows).Select(_ => random.NextInt64(words))];
        (double expected, double[] gradient) = Expected(logits, bias, next);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            foreach (int threads in new[] { 1, 2 })
            {
                using var workers = new Workers(threads);
                using PanelMatrix panels = Packed(workers, logits, rows, words);
                using var toBias = new Guarded(words);
                double loss;
                fixed (float* biases = bias)
                fixed (long* came = next)
                    loss = WordLoss.Run(workers, width, panels, (nint)biases, (nint)came, (nint)toBias.Data);
                Assert.Equal(expected, loss, 1e-5);
                for (int place = 0; place < rows * panels.Panels * PanelMatrix.Columns; place++)
                {
                    int row = place / (panels.Panels * PanelMatrix.Columns), word = place % (panels.Panels * PanelMatrix.Columns);
                    float actual = panels.Panel(word / PanelMatrix.Columns)[(row * PanelMatrix.Columns) + (word % PanelMatrix.Columns)];
                    double value = word < words ? gradient[(row * words) + word] : 0;
                    Assert.True(Math.Abs(value - actual) <= 5e-6 / rows, $"{actual} at {row}, {word}, not {value}: {width}, {threads} threads.");
                }
                for (int word = 0; word < words; word++)
                    Assert.Equal(Enumerable.Range(0, rows).Sum(row => gradient[(row * words) + word]), toBias[word], 5e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Without_a_gradient_it_is_the_same_number(int rows, int words)
    {
        var random = new Random(rows + words);
        float[] logits = [.. Enumerable.Range(0, rows * words).Select(_ => 10 * (random.NextSingle() - 0.5f))], bias = new float[words], toBias = new float[words];
        long[] next = [.. Enumerable.Range(0, rows).Select(_ => random.NextInt64(words))];
        using var workers = new Workers(2);
        fixed (float* biases = bias, gradient = toBias)
        fixed (long* came = next)
        {
            using PanelMatrix learning = Packed(workers, logits, rows, words), testing = Packed(workers, logits, rows, words);
            Assert.Equal(WordLoss.Run(workers, learning, (nint)biases, (nint)came, (nint)gradient), WordLoss.Run(workers, testing, (nint)biases, (nint)came, 0));
        }
    }

    [Fact]
    public void A_logit_that_is_no_number_makes_a_loss_that_is_none()
    {
        float[] logits = [1, 2, float.NaN, 3, 1, 2, 3, 4], bias = new float[4];
        long[] next = [0, 1];
        using var workers = new Workers(1);
        using PanelMatrix panels = Packed(workers, logits, 2, 4);
        fixed (float* biases = bias)
        fixed (long* came = next)
            Assert.Equal(double.NaN, WordLoss.Run(workers, panels, (nint)biases, (nint)came, 0));
    }

    /// <summary>Behind the last word is what a product leaves there: anything.</summary>
    private static PanelMatrix Packed(Workers workers, float[] logits, int rows, int words)
    {
        var panels = new PanelMatrix();
        fixed (float* from = logits)
            panels.Pack(workers, (nint)from, words, 1, rows, words);
        for (int place = words; place < panels.Panels * PanelMatrix.Columns; place++)
        {
            for (int row = 0; row < rows; row++)
                panels.Panel(place / PanelMatrix.Columns)[(row * PanelMatrix.Columns) + (place % PanelMatrix.Columns)] = float.NaN;
        }
        return panels;
    }

    private static (double Loss, double[] Gradient) Expected(float[] logits, float[] bias, long[] next)
    {
        int words = bias.Length, rows = next.Length;
        double loss = 0;
        double[] gradient = new double[logits.Length];
        for (int row = 0; row < rows; row++)
        {
            // What the sum of two floats is; where it is rounded says nothing about what follows.
            double[] sums = [.. Enumerable.Range(0, words).Select(word => (double)(logits[(row * words) + word] + bias[word]))];
            double largest = sums.Max(), normaliser = largest + Math.Log(sums.Sum(sum => Math.Exp(sum - largest)));
            loss += (normaliser - sums[next[row]]) / rows;
            for (int word = 0; word < words; word++)
                gradient[(row * words) + word] = (Math.Exp(sums[word] - normaliser) - (word == next[row] ? 1 : 0)) / rows;
        }
        return (loss, gradient);
    }
}
