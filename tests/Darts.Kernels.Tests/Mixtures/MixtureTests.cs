using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Mixtures;

/// <summary>A node of a recurrent search cell against its definition in float64; gradients against differences of it.</summary>
public sealed unsafe class MixtureTests
{
    private const int Columns = MixtureTensors.Columns;

    public static TheoryData<int, int, int> Sizes => new() { { 1, 1, 1 }, { 1, 2, 16 }, { 2, 3, 17 }, { 3, 2, 31 }, { 8, 3, 40 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_node_is_the_sum_over_its_edges_and_opens_its_gates(int edges, int rows, int width)
    {
        using var node = new Node(edges, rows, width);
        node.Forward(threads: 2);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < width; i++)
                Assert.Equal(node.Expected(row, i), node.Result[(row * width) + i], 2e-6 * edges);
        }
        for (int edge = 0; edge < edges; edge++)
            Assert.Equal(Sigmoid(node.Before(edge, 0, 0).C), node.Products[edge * rows * 2 * width], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gradients_are_the_slopes_of_the_node(int edges, int rows, int width)
    {
        const double step = 1e-5;
        using var node = new Node(edges, rows, width);
        node.Forward(threads: 1);
        node.Backward(threads: 2);
        for (int edge = 0; edge < edges; edge++)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < width; i++)
                {
                    double g = node.Gradient[(row * width) + i];
                    int product = (((edge * rows) + row) * 2 * width) + i, state = (((edge * rows) + row) * width) + i;
                    Assert.Equal(g * Slope(value => node.Term(edge, row, i, c: value)), node.Products[product], 3e-6);
                    Assert.Equal(g * Slope(value => node.Term(edge, row, i, h: value)), node.Products[product + width], 3e-6);
                    Assert.Equal(Node.StatesBefore + (g * Slope(value => node.Term(edge, row, i, s: value))), node.StateGradients[state], 3e-6);
                }
                for (int weight = 1; weight < Columns; weight++)
                {
                    double expected = Enumerable.Range(0, width).Sum(i => node.Gradient[(row * width) + i] * Slope(value => node.Term(edge, row, i, weight: (weight, value))));
                    Assert.Equal(expected, node.Sums[(((edge * rows) + row) * Columns) + weight], 3e-6 * width);
                }
            }
        }

        static double Slope(Func<double, double> term) => (term(step) - term(-step)) / (2 * step);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>A node in buffers between canaries, and what it was before.</summary>
    private sealed class Node : IDisposable
    {
        public const float StatesBefore = 0.25f;
        private readonly int _edges, _rows, _width;
        private readonly float[] _before;
        private readonly Guarded _states, _weights;

        public Node(int edges, int rows, int width)
        {
            (_edges, _rows, _width) = (edges, rows, width);
            var random = new Random(edges + (10 * rows) + (100 * width));
            _states = Guarded.Random(random, edges * rows * width);
            Products = Guarded.Random(random, edges * rows * 2 * width);
            // Small and large numbers, zero never: there ReLU has no slope.
            for (int i = 0; i < Products.Length; i++)
                Products.Span[i] = (Products[i] < 0 ? -0.01f : 0.01f) + (Products[i] * (i % 3 == 0 ? 6 : 0.5f));
            _before = Products.Span.ToArray();
            _weights = Guarded.Random(random, edges * Columns);
            Result = new Guarded(rows * width);
            Gradient = Guarded.Random(random, rows * width);
            StateGradients = new Guarded(_states.Length);
            StateGradients.Span.Fill(StatesBefore);
            Sums = new Guarded(edges * rows * Columns);
        }

        public Guarded Products { get; }

        public Guarded Result { get; }

        public Guarded Gradient { get; }

        public Guarded StateGradients { get; }

        public Guarded Sums { get; }

        private MixtureTensors Tensors => new(_edges, _rows, _width, (nint)_states.Data, (nint)Products.Data, (nint)_weights.Data);

        public void Forward(int threads)
        {
            using var workers = new Workers(threads);
            MixtureForward.Run(workers, Tensors, (nint)Result.Data);
        }

        public void Backward(int threads)
        {
            using var workers = new Workers(threads);
            MixtureBackward.Run(workers, Tensors, (nint)Gradient.Data, (nint)StateGradients.Data, (nint)Sums.Data);
        }

        public (double C, double H) Before(int edge, int row, int i)
        {
            int at = (((edge * _rows) + row) * 2 * _width) + i;
            return (_before[at], _before[at + _width]);
        }

        public double Expected(int row, int i) => Enumerable.Range(0, _edges).Sum(edge => Term(edge, row, i));

        /// <summary>What an edge gives, with something moved.</summary>
        public double Term(int edge, int row, int i, double c = 0, double h = 0, double s = 0, (int Column, double By) weight = default)
        {
            double[] w = [.. Enumerable.Range(0, Columns).Select(column => _weights[(edge * Columns) + column] + (weight.Column == column ? weight.By : 0))];
            (double gate, double x) = Before(edge, row, i);
            (gate, x) = (Sigmoid(gate + c), x + h);
            double state = _states[(((edge * _rows) + row) * _width) + i] + s, all = w[1] + w[2] + w[3] + w[4];
            double mixed = (w[1] * Math.Tanh(x)) + (w[2] * Math.Max(x, 0)) + (w[3] * Sigmoid(x)) + (w[4] * x);
            return (all * state) + (gate * (mixed - (all * state)));
        }

        public void Dispose()
        {
            foreach (var buffer in new[] { _states, Products, _weights, Result, Gradient, StateGradients, Sums })
                buffer.Dispose();
        }
    }
}
