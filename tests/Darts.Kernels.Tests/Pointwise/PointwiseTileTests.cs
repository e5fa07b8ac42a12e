using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Pointwise;

/// <summary>A tile is the product of matrices, in every width.</summary>
public sealed unsafe class PointwiseTileTests
{
    [Fact]
    public void Sixteen_lanes_multiply() => Multiplies<Lanes16>();

    [Fact]
    public void Eight_lanes_multiply() => Multiplies<Lanes8>();

    [Fact]
    public void Four_lanes_multiply() => Multiplies<Lanes4>();

    [Fact]
    public void One_lane_multiplies() => Multiplies<Lanes1>();

    private static void Multiplies<V>()
        where V : struct, ILanes<V>
    {
        var random = new Random(5);
        foreach (int outputs in (int[])[1, 6, 7, 13])
        {
            foreach (int inputs in (int[])[1, 3, 16, 36, 144])
                Multiplies<V>(random, outputs, inputs);
        }
    }

    private static void Multiplies<V>(Random random, int outputs, int inputs)
        where V : struct, ILanes<V>
    {
        int pixels = PointwiseTile.Pixels<V>(), stride = pixels + 3, blocks = PackedWeights.Blocks(outputs);
        using var matrix = Guarded.Random(random, outputs * inputs);
        using var packed = new Guarded(PackedWeights.Length(outputs, inputs));
        using var x = Guarded.Random(random, (inputs * stride) - 3);
        using var y = new Guarded((blocks * PointwiseTile.Rows * stride) - 3);
        PackedWeights.Pack(matrix.Data, inputs, 1, outputs, inputs, packed.Data);
        for (int block = 0; block < blocks; block++)
        {
            PointwiseTile.Multiply<V>(
                x.Data, stride, packed.Data + (block * PointwiseTile.Rows * inputs), inputs, y.Data + (block * PointwiseTile.Rows * stride), stride);
        }

        for (int row = 0; row < outputs; row++)
        {
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                double sum = 0;
                for (int k = 0; k < inputs; k++)
                    sum += (double)matrix[(row * inputs) + k] * x[(k * stride) + pixel];
                Assert.Equal(sum, y[(row * stride) + pixel], 1e-6 * inputs);
            }
        }
    }
}
