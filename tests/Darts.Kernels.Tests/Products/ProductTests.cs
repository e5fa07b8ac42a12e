namespace Darts.Kernels.Tests.Products;

/// <summary>Products with packed matrices against their definition in float64.</summary>
public sealed unsafe class ProductTests
{
    /// <summary>Rows, length of the sums, columns.</summary>
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 17, 64 }, { 2, 5, 65 }, { 3, 40, 130 }, { 4, 33, 63 }, { 5, 8, 128 }, { 6, 31, 64 }, { 7, 100, 200 }, { 10, 64, 96 }, { 12, 3, 70 }, { 64, 50, 170 }, { 67, 129, 191 }, { 13, 2100, 97 }, { 260, 70, 150 }, { 14, 1024, 40 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_with_panels_is_the_product(int rows, int inner, int columns)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            foreach (bool transposed in new[] { false, true })
            {
                using var panels = new PanelMatrix();
                Check(rows, inner, columns, transposed, threads, 1e-6, (workers, right, rowStride, columnStride, left, result, adds) =>
                {
                    panels.Pack(workers, right, rowStride, columnStride, inner, columns);
                    PanelProduct.Run(workers, left, inner, 1, rows, panels, result, columns + 3, adds);
                });
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_with_weights_in_16_bits_is_nearly_the_product(int rows, int inner, int columns)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            foreach (bool transposed in new[] { false, true })
            {
                Check(rows, inner, columns, transposed, threads, 3e-5, (workers, right, rowStride, columnStride, left, result, adds) =>
                {
                    using var rounded = new ShortMatrix(right, rowStride, columnStride, inner, columns);
                    new ShortProduct(rounded).Run(workers.Team, left, inner, rows, result, columns + 3, adds);
                });
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_can_be_stored_transposed(int rows, int inner, int columns)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            using var panels = new PanelMatrix();
            Check(rows, inner, columns, transposed: false, threads, 1e-6, (workers, right, rowStride, columnStride, left, result, adds) =>
            {
                float[] across = new float[columns * rows];
                float* to = (float*)result;
                for (int i = 0; i < across.Length; i++)
                    across[i] = to[(i % rows * (columns + 3)) + (i / rows)];
                panels.Pack(workers, right, rowStride, columnStride, inner, columns);
                fixed (float* transposed = across)
                    PanelProduct.Run(workers, left, inner, 1, rows, panels, (nint)transposed, 1, adds, resultColumn: rows);
                for (int i = 0; i < across.Length; i++)
                    to[(i % rows * (columns + 3)) + (i / rows)] = across[i];
            });
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Columns_of_a_packed_matrix_are_the_left_hand_side_of_another_product(int rows, int inner, int columns)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            using PanelMatrix before = new(), panels = new();
            Check(rows, inner, columns, transposed: false, threads, 1e-6, (workers, right, rowStride, columnStride, left, result, adds) =>
            {
                // The second panel on; in the first there is something else.
                float[] wide = new float[rows * (PanelMatrix.Columns + inner)], contiguous = new float[rows * columns];
                Array.Fill(wide, float.NaN);
                for (int i = 0; i < rows * inner; i++)
                    wide[(i / inner * (PanelMatrix.Columns + inner)) + PanelMatrix.Columns + (i % inner)] = ((float*)left)[i];
                for (int i = 0; i < contiguous.Length; i++)
                    contiguous[i] = ((float*)result)[(i / columns * (columns + 3)) + (i % columns)];
                panels.Pack(workers, right, rowStride, columnStride, inner, columns);
                fixed (float* from = wide, to = contiguous)
                {
                    before.Pack(workers, (nint)from, PanelMatrix.Columns + inner, 1, rows, PanelMatrix.Columns + inner);
                    PanelProduct.Run(workers, before, 1, panels, (nint)to, adds);
                }
                for (int i = 0; i < contiguous.Length; i++)
                    ((float*)result)[(i / columns * (columns + 3)) + (i % columns)] = contiguous[i];
            });
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_can_be_stored_in_panels(int rows, int inner, int columns)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            using PanelMatrix panels = new(), product = new();
            Check(rows, inner, columns, transposed: false, threads, 1e-6, (workers, right, rowStride, columnStride, left, result, adds) =>
            {
                panels.Pack(workers, right, rowStride, columnStride, inner, columns);
                PanelProduct.Run(workers, left, inner, rows, panels, product);
                for (int i = 0; i < rows * columns; i++)
                {
                    (int row, int column) = Math.DivRem(i, columns);
                    float value = product.Panel(column / PanelMatrix.Columns)[(row * PanelMatrix.Columns) + (column % PanelMatrix.Columns)], before = adds ? ((float*)result)[(row * (columns + 3)) + column] : 0;
                    ((float*)result)[(row * (columns + 3)) + column] = before + value;
                }
            });
        }
    }

    private delegate void Product(Workers workers, nint right, long rowStride, long columnStride, nint left, nint result, bool adds);

    /// <summary>The result has three floats behind every row that nobody may touch.</summary>
    private static void Check(int rows, int inner, int columns, bool transposed, int threads, double tolerance, Product multiply)
    {
        var random = new Random(rows + (inner * 100) + columns);
        float[] left = Numbers(rows * inner), right = Numbers(inner * columns), start = Numbers(rows * (columns + 3));
        (long rowStride, long columnStride) = transposed ? (1L, (long)inner) : (columns, 1L);
        using var workers = new Workers(threads);
        foreach (bool adds in new[] { false, true })
        {
            float[] result = [.. start];
            fixed (float* l = left, r = right, to = result)
                multiply(workers, (nint)r, rowStride, columnStride, (nint)l, (nint)to, adds);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns + 3; column++)
                {
                    int place = (row * (columns + 3)) + column;
                    if (column >= columns)
                    {
                        Assert.Equal(start[place], result[place]);
                        continue;
                    }
                    double expected = adds ? start[place] : 0;
                    for (int k = 0; k < inner; k++)
                        expected += (double)left[(row * inner) + k] * right[(k * rowStride) + (column * columnStride)];
                    Assert.InRange(result[place] - expected, -tolerance * (inner + 1), tolerance * (inner + 1));
                }
            }
        }

        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
