using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Pointwise;

public sealed unsafe class PackedWeightsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 36, 36)]
    [InlineData(7, 10, 3)]
    [InlineData(13, 5, 2)]
    public void Parts_of_rows_one_by_one_lie_where_the_scaled_matrix_does(int outputs, int inputs, int part)
    {
        const double Scale = 0.7;
        var random = new Random(3);
        float[] matrix = [.. Enumerable.Range(0, outputs * inputs).Select(_ => random.NextSingle() - 0.5f)];
        float[] whole = new float[PackedWeights.Length(outputs, inputs)], parts = new float[whole.Length];
        fixed (float* from = Array.ConvertAll(matrix, weight => (float)(weight * Scale)), to = whole)
            PackedWeights.Pack(from, inputs, 1, outputs, inputs, to);

        for (int first = 0; first < inputs; first += part)
        {
            for (int output = 0; output < outputs; output++)
                PackedWeights.PackRow(matrix.AsSpan((output * inputs) + first, Math.Min(part, inputs - first)), Scale, output, first, inputs, parts);
        }

        Assert.Equal(whole, parts);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 4)]
    [InlineData(12, 7)]
    [InlineData(20, 9)]
    [InlineData(36, 36)]
    public void However_a_matrix_lies_its_weights_lie_by_blocks_of_outputs_then_by_inputs(int outputs, int inputs)
    {
        float[] rows = [.. Enumerable.Range(1, outputs * inputs).Select(i => (float)i)];
        float[] columns = [.. Enumerable.Range(0, inputs).SelectMany(input => Enumerable.Range(0, outputs).Select(output => rows[(output * inputs) + input]))];
        float[] apart = [.. rows.SelectMany(value => new[] { value, -1 })];
        float[] expected = new float[PackedWeights.Length(outputs, inputs)];
        for (int i = 0; i < rows.Length; i++)
            expected[((((i / inputs / PointwiseTile.Rows * inputs) + (i % inputs)) * PointwiseTile.Rows)) + (i / inputs % PointwiseTile.Rows)] = rows[i];

        Assert.Equal(expected, Packed(rows, inputs, 1, outputs, inputs));
        Assert.Equal(expected, Packed(columns, 1, outputs, outputs, inputs));
        Assert.Equal(expected, Packed(apart, 2 * inputs, 2, outputs, inputs));
    }

    private static float[] Packed(float[] matrix, nint rowStride, nint columnStride, int outputs, int inputs)
    {
        using var from = new Guarded(matrix);
        using var to = new Guarded(PackedWeights.Length(outputs, inputs));
        PackedWeights.Pack(from.Data, rowStride, columnStride, outputs, inputs, to.Data);
        return to.Span.ToArray();
    }
}
