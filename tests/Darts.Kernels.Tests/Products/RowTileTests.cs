using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Products;

/// <summary>Tiles of every height and width against the definition in float64, with numbers of 16 bits as they were rounded.</summary>
public sealed unsafe class RowTileTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 7, 8, 31, 64, 100];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_tile_of_any_height_is_the_product_with_numbers_of_16_bits(int length) => Widths.All(new Shorts(length));

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_tile_of_any_height_is_the_product_or_is_added(int length) => Widths.All(new Floats(length));

    private sealed class Shorts(int length) : Widths.IWidthTest
    {
        public void Run<V>()
            where V : struct, ILanes<V>
        {
            var random = new Random(length);
            using var matrix = Guarded.Random(random, length * ShortMatrix.Columns);
            using var rounded = new ShortMatrix((nint)matrix.Data, ShortMatrix.Columns, 1, length, ShortMatrix.Columns);
            for (int rows = 1; rows <= RowTile.Rows<V>(); rows++)
            {
                // Rows lie three floats apart, as parts of wider ones do.
                using Guarded left = Guarded.Random(random, (rows * (length + 3)) - 3), sums = new(rows * ShortMatrix.Columns);
                RowTile.Multiply<V, Numbers.Shorts>(left.Data, length + 3, rows, rounded.Panel(0), length, sums.Data, ShortMatrix.Columns, adds: false, Ahead.Nothing(left.Data));
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

    private sealed class Floats(int length) : Widths.IWidthTest
    {
        public void Run<V>()
            where V : struct, ILanes<V>
        {
            var random = new Random(length);
            // The second of the panel's tiles; sums of the first lie between its own.
            const int Column = RowTile.Columns, Row = PanelMatrix.Columns;
            using var panel = Guarded.Random(random, length * Row);
            for (int rows = 1; rows <= RowTile.Rows<V>(); rows++)
            {
                using Guarded left = Guarded.Random(random, (rows * (length + 3)) - 3), start = Guarded.Random(random, rows * Row);
                foreach (bool adds in new[] { false, true })
                {
                    using var sums = new Guarded(start.Span);
                    RowTile.Multiply<V, Numbers.Floats>(left.Data, length + 3, rows, panel.Data + Column, length, sums.Data + Column, Row, adds, Ahead.Nothing(left.Data));
                    double[] expected = [.. start.Span.ToArray().Select(static value => (double)value)];
                    for (int i = 0; i < expected.Length; i++)
                    {
                        if (i % Row < Column)
                            continue;
                        expected[i] = adds ? expected[i] : 0;
                        for (int k = 0; k < length; k++)
                            expected[i] += (double)left[(i / Row * (length + 3)) + k] * panel[(k * Row) + (i % Row)];
                    }
                    Reference.AssertClose(expected, sums.Span.ToArray(), length, $"{rows} rows of {typeof(V).Name}, adds: {adds}");
                }
            }
        }
    }
}
