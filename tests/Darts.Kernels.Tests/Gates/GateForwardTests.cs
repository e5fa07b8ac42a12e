using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Gates;

/// <summary>What follows a product of gates against its definition in float64, with every vector.</summary>
public sealed unsafe class GateForwardTests
{
    private const double Bound = 2e-6;

    /// <summary>Rows, width.</summary>
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 2, 17 }, { 3, 64 }, { 5, 31 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gates_open_candidates_are_activated_and_nodes_have_their_share_of_the_mean(int rows, int width)
    {
        // The second has no share of the mean, the third none and no reader; the first share overwrites what is there.
        (GateActivation Activation, bool Shares, bool IsRead)[] nodes = [(GateActivation.Tanh, true, true), (GateActivation.Relu, false, true), (GateActivation.Identity, false, false), (GateActivation.Sigmoid, true, false)];
        int productRow = (2 * nodes.Length * width) + 3, size = rows * width;
        var random = new Random(rows + width);
        using Guarded state = Guarded.Random(random, size), start = Guarded.Random(random, rows * productRow), mask = Guarded.Random(random, size);
        foreach (bool isFirst in new[] { true, false })
        {
            foreach (VectorWidth widest in Enum.GetValues<VectorWidth>())
            {
                using Guarded product = new(start.Span), mean = new(state.Span), results = new(nodes.Length * size), masked = new(nodes.Length * size);
                GateNode[] places = [.. nodes.Select((node, i) => new GateNode(
                    node.Activation, (nint)(results.Data + (i * size)), node.IsRead ? (nint)(masked.Data + (i * size)) : 0, node.Shares ? 0.5f : 0, isFirst && i == 0))];
                var work = new GateForward(new(rows, width, (nint)state.Data, (nint)product.Data, productRow), places, mean.Data, mask.Data) { Widest = widest };
                for (int row = 0; row < rows; row++)
                    work.Do(row, 0);
                for (int place = 0; place < size; place++)
                {
                    int row = place / width, column = place % width;
                    double expectedMean = isFirst ? 0 : state[place];
                    for (int i = 0; i < nodes.Length; i++)
                    {
                        int at = (row * productRow) + (2 * i * width) + column;
                        double open = Define(GateActivation.Sigmoid, start[at]), candidate = Define(nodes[i].Activation, start[at + width]), moved = state[place] + (open * (candidate - state[place]));
                        expectedMean += nodes[i].Shares ? moved / 2 : 0;
                        Close(open, product[at]);
                        Close(candidate, product[at + width]);
                        Close(moved, results[(i * size) + place]);
                        Close(nodes[i].IsRead ? moved * mask[place] : 0, masked[(i * size) + place]);
                    }
                    Close(expectedMean, mean[place]);
                }
                for (int row = 0; row < rows; row++)
                    Assert.Equal(start.Span.Slice(((row + 1) * productRow) - 3, 3), product.Span.Slice(((row + 1) * productRow) - 3, 3));

                void Close(double expected, float actual) => Assert.True(Math.Abs(expected - actual) <= Bound, $"{actual}, not {expected}: {widest}.");
            }
        }
    }

    private static double Define(GateActivation activation, double x) => activation switch
    {
        GateActivation.Tanh => Math.Tanh(x),
        GateActivation.Relu => Math.Max(0, x),
        GateActivation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => x,
    };
}
