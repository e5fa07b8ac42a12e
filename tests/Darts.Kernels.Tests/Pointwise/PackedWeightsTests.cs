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
}
