using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Language;

/// <summary>Recurrent cells against their definition in float64, node by node, with the weights as they were rounded.</summary>
public sealed unsafe class CellReaderTests
{
    /// <summary>E, H, T, B.</summary>
    public static TheoryData<int, int, int, int> Sizes => new() { { 1, 1, 1, 1 }, { 5, 13, 3, 1 }, { 37, 37, 2, 3 }, { 16, 16, 2, 10 }, { 8, 33, 2, 17 }, { 3, 4, 140, 1 }, { 3, 4, 9, 30 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_cell_is_what_its_nodes_say(int embedding, int hidden, int length, int batch)
    {
        var random = new Random(embedding + (7 * hidden) + length + batch);
        CellProduct[] products =
        [
            new(0, [new(1, 0, GateActivation.Sigmoid), new(4, 3, GateActivation.Identity)]),
            new(1, [new(2, 1, GateActivation.Relu), new(3, 2, GateActivation.Tanh), new(5, 4, GateActivation.Tanh)]),
            new(3, [new(6, 5, GateActivation.Sigmoid)]),
        ];
        foreach (int[] mean in new[] { [1, 2, 3, 4, 5, 6], [3, 6], new[] { 0, 5 } })
        {
            var layout = new RecurrentLayout(embedding, hidden, mean, products);
            float[] input = Numbers(random, (embedding + hidden) * 2 * hidden);
            float[][] edges = [.. Enumerable.Range(0, 6).Select(_ => Numbers(random, hidden * 2 * hidden))];
            using var matrices = new CellMatrices(layout);
            fixed (float* first = input)
                matrices.SetInput((nint)first, 2 * hidden);
            for (int product = 0; product < products.Length; product++)
            {
                for (int gate = 0; gate < products[product].Gates.Length; gate++)
                {
                    fixed (float* first = edges[products[product].Gates[gate].Edge])
                        matrices.SetEdge(product, gate, (nint)first, 2 * hidden);
                }
            }
            float[] words = Numbers(random, length * batch * embedding), before = Numbers(random, batch * hidden);
            double[] expected = Expected(layout, input, edges, words, before, batch);
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                using var team = Team.Of(width == VectorWidths.Widest ? 2 : 1);
                using var reader = new CellReader(matrices) { Widest = width };
                using Guarded read = new(words), state = new(before), outputs = new(length * batch * hidden);
                reader.Run(team, (nint)read.Data, length, batch, (nint)state.Data, (nint)outputs.Data);
                for (int i = 0; i < expected.Length; i++)
                    Assert.True(Math.Abs(expected[i] - outputs[i]) <= 2e-4, $"{outputs[i]} at {i}, not {expected[i]}: {width}.");
            }
        }
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 0.4f * (random.NextSingle() - 0.5f))];

    /// <summary>Of the weights before they were rounded: 2⁻¹⁶ of 0.2 is less than what is asked for.</summary>
    private static double[] Expected(RecurrentLayout layout, float[] input, float[][] edges, float[] words, float[] before, int batch)
    {
        (int embedding, int hidden) = (layout.Embedding, layout.Hidden);
        double[][] state = [.. before.Chunk(hidden).Select(static row => row.Select(static x => (double)x).ToArray())];
        var outputs = new List<double>();
        foreach (float[][] word in words.Chunk(embedding).Chunk(batch))
        {
            for (int text = 0; text < batch; text++)
            {
                double[] read = [.. word[text].Select(static x => (double)x), .. state[text]];
                var nodes = new Dictionary<int, double[]> { [0] = Moved(state[text], Product(read, input, hidden), GateActivation.Tanh) };
                foreach (CellProduct product in layout.Products)
                {
                    foreach (CellGate gate in product.Gates)
                        nodes[gate.Node] = Moved(nodes[product.From], Product(nodes[product.From], edges[gate.Edge], hidden), gate.Activation);
                }
                state[text] = [.. Enumerable.Range(0, hidden).Select(i => layout.Mean.Average(node => nodes[node][i]))];
                outputs.AddRange(state[text]);
            }
        }
        return [.. outputs];
    }

    private static double[] Product(double[] left, float[] right, int hidden) =>
        [.. Enumerable.Range(0, 2 * hidden).Select(column => left.Select((x, row) => x * right[(row * 2 * hidden) + column]).Sum())];

    private static double[] Moved(double[] state, double[] product, GateActivation activation) => [.. state.Select((s, i) =>
    {
        double gate = 1 / (1 + Math.Exp(-product[i])), h = product[state.Length + i];
        double candidate = activation switch { GateActivation.Tanh => Math.Tanh(h), GateActivation.Relu => Math.Max(0, h), GateActivation.Sigmoid => 1 / (1 + Math.Exp(-h)), _ => h };
        return s + (gate * (candidate - s));
    })];
}
