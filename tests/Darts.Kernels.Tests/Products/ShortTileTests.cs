using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Products;

/// <summary>Tiles of every height and width against the definition in float64, with the numbers as they were rounded.</summary>
public sealed unsafe class ShortTileTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 7, 8, 31, 64, 100];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_tile_of_any_height_is_the_product(int length) => Widths.All(new Heights(length));

    private sealed class Heights(int length) : Widths.IWidthTest
    {
        public void Run<V>()
            where V : struct, ILanes<V>
        {
            var random = new Random(length);
            using var matrix = Guarded.Random(random, length * ShortMatrix.Columns);
            using var rounded = new ShortMatrix((nint)matrix.Data, ShortMatrix.Columns, 1, length, ShortMatrix.Columns);
            for (int rows = 1; rows <= ShortTile.Rows<V>(); rows++)
            {
                // Rows lie three floats apart, as parts of wider ones do.
                using Guarded left = Guarded.Random(random, (rows * (length + 3)) - 3), sums = new(rows * ShortMatrix.Columns);
                ShortTile.Multiply<V>(left.Data, length + 3, rows, rounded.Panel(0), length, sums.Data);
                double[] expected = new double[rows * ShortMatrix.Columns];
                for (int i = 0; i < expected.Length; i++)
                {
                    for (int k = 0; k < length; k++)
                        expected[i] += (double)left[(i / ShortMatrix.Columns * (length + 3)) + k] * rounded.Panel(0)[(k * ShortMatrix.Columns) + (i % ShortMatrix.Columns)] / short.MaxValue;
                }
                float[] actual = [.. sums.Span.ToArray().Select(static sum => sum / short.MaxValue)];
                Reference.AssertClose(expected, actual, length, $"{rows} rows of {typeof(V).Name}");
            }
        }
    }
}
