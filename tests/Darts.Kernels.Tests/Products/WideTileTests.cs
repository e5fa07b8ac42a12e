using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Products;

/// <summary>Tiles of every height, of even and odd lengths, against the definition in float64.</summary>
public sealed unsafe class WideTileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(31)]
    [InlineData(100)]
    public void A_tile_of_any_height_is_the_product_or_is_added(int length)
    {
        var random = new Random(length);
        const int Columns = PanelMatrix.Columns;
        using var panel = Guarded.Random(random, length * Columns);
        for (int rows = 1; rows <= WideTile.MostRows; rows++)
        {
            // Rows lie three floats apart, as parts of wider ones do.
            using Guarded left = Guarded.Random(random, (rows * (length + 3)) - 3), start = Guarded.Random(random, rows * Columns);
            foreach (bool adds in new[] { false, true })
            {
                using var sums = new Guarded(start.Span);
                // Vectors of 512 bits are there on every machine, if slow.
                WideTile.Multiply<Lanes16>(left.Data, length + 3, rows, panel.Data, length, sums.Data, Columns, adds, Ahead.Nothing(left.Data));
                double[] expected = [.. start.Span.ToArray().Select(value => adds ? (double)value : 0)];
                for (int i = 0; i < expected.Length; i++)
                {
                    for (int k = 0; k < length; k++)
                        expected[i] += (double)left[(i / Columns * (length + 3)) + k] * panel[(k * Columns) + (i % Columns)];
                }
                Reference.AssertClose(expected, sums.Span.ToArray(), length, $"{rows} rows, adds: {adds}");
            }
        }
    }
}
