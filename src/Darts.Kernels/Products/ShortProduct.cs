using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Darts.Kernels;

/// <summary>Products of a few rows with a <see cref="ShortMatrix"/>: result = left · right, or result += left · right.</summary>
internal sealed unsafe class ShortProduct(float* left, long leftRow, int rows, ShortMatrix right, float* result, long resultRow, bool adds) : IWork
{
    /// <summary>Multiplies.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="left">The address of [rows, right.Rows].</param>
    /// <param name="leftRow">From a row of it to the next, floats; its columns lie side by side.</param>
    /// <param name="rows">How many.</param>
    /// <param name="right">Rounded.</param>
    /// <param name="result">The address of [rows, right.Width].</param>
    /// <param name="resultRow">From a row of it to the next.</param>
    /// <param name="adds">Whether the product is added to what is there.</param>
    public static void Run(Workers workers, nint left, long leftRow, int rows, ShortMatrix right, nint result, long resultRow, bool adds)
    {
        using var entered = workers.Enter();
        // One item a thread: half a panel's time is too short to hand out.
        var work = new ShortProduct((float*)left, leftRow, rows, right, (float*)result, resultRow, adds) { Items = Math.Min(workers.Threads, right.Panels) };
        workers.Run(work, work.Items);
    }

    private int Items { get; init; }

    /// <inheritdoc/>
    public void Do(int item, int thread)
    {
        float* sums = stackalloc float[4 * ShortMatrix.Columns];
        int from = (int)((long)right.Panels * item / Items), to = (int)((long)right.Panels * (item + 1) / Items);
        for (int panel = from; panel < to; panel++)
        {
            int row = 0;
            for (; Vector512.IsHardwareAccelerated && row + 3 < rows; row += 4)
            {
                for (int start = 0; start < ShortMatrix.Columns; start += ShortMatrix.Columns / 2)
                    Four(panel, row, start, sums);
                for (int i = 0; i < 4; i++)
                    Write(panel, row + i, sums + (i * ShortMatrix.Columns));
            }
            for (; row + 1 < rows; row += 2)
            {
                Two(panel, row, sums);
                Write(panel, row, sums);
                Write(panel, row + 1, sums + ShortMatrix.Columns);
            }
            if (row < rows)
            {
                One(panel, row, sums);
                Write(panel, row, sums);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void One(int panel, int row, float* sums)
    {
        int half = Vector<float>.Count, step = Vector<short>.Count;
        float* x = left + (row * leftRow);
        for (int start = 0; start < ShortMatrix.Columns; start += 2 * step)
        {
            short* numbers = right.Panel(panel) + start;
            Vector<float> a0 = default, a1 = default, b0 = default, b1 = default;
            for (int k = 0; k < right.Rows; k++, numbers += ShortMatrix.Columns)
            {
                var factor = new Vector<float>(x[k]);
                Vector.Widen(Vector.Load(numbers), out Vector<int> low, out Vector<int> high);
                a0 = Vector.FusedMultiplyAdd(factor, Vector.ConvertToSingle(low), a0);
                a1 = Vector.FusedMultiplyAdd(factor, Vector.ConvertToSingle(high), a1);
                Vector.Widen(Vector.Load(numbers + step), out low, out high);
                b0 = Vector.FusedMultiplyAdd(factor, Vector.ConvertToSingle(low), b0);
                b1 = Vector.FusedMultiplyAdd(factor, Vector.ConvertToSingle(high), b1);
            }
            a0.Store(sums + start);
            a1.Store(sums + start + half);
            b0.Store(sums + start + step);
            b1.Store(sums + start + step + half);
        }
    }

    /// <summary>Two rows, whose numbers are widened once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Two(int panel, int row, float* sums)
    {
        int half = Vector<float>.Count, step = Vector<short>.Count;
        float* x = left + (row * leftRow), y = x + leftRow;
        for (int start = 0; start < ShortMatrix.Columns; start += 2 * step)
        {
            short* numbers = right.Panel(panel) + start;
            Vector<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            for (int k = 0; k < right.Rows; k++, numbers += ShortMatrix.Columns)
            {
                Vector<float> first = new(x[k]), second = new(y[k]);
                Vector.Widen(Vector.Load(numbers), out Vector<int> low, out Vector<int> high);
                Vector<float> w0 = Vector.ConvertToSingle(low), w1 = Vector.ConvertToSingle(high);
                a0 = Vector.FusedMultiplyAdd(first, w0, a0);
                a1 = Vector.FusedMultiplyAdd(first, w1, a1);
                c0 = Vector.FusedMultiplyAdd(second, w0, c0);
                c1 = Vector.FusedMultiplyAdd(second, w1, c1);
                Vector.Widen(Vector.Load(numbers + step), out low, out high);
                (w0, w1) = (Vector.ConvertToSingle(low), Vector.ConvertToSingle(high));
                b0 = Vector.FusedMultiplyAdd(first, w0, b0);
                b1 = Vector.FusedMultiplyAdd(first, w1, b1);
                d0 = Vector.FusedMultiplyAdd(second, w0, d0);
                d1 = Vector.FusedMultiplyAdd(second, w1, d1);
            }
            a0.Store(sums + start);
            a1.Store(sums + start + half);
            b0.Store(sums + start + step);
            b1.Store(sums + start + step + half);
            float* under = sums + ShortMatrix.Columns + start;
            c0.Store(under);
            c1.Store(under + half);
            d0.Store(under + step);
            d1.Store(under + step + half);
        }
    }

    /// <summary>Four rows and half a panel, where the machine has the registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four(int panel, int row, int start, float* sums)
    {
        float* a = left + (row * leftRow), b = a + leftRow, c = b + leftRow, d = c + leftRow;
        short* numbers = right.Panel(panel) + start;
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (int k = 0; k < right.Rows; k++, numbers += ShortMatrix.Columns)
        {
            (Vector512<int> low, Vector512<int> high) = Vector512.Widen(Vector512.Load(numbers));
            Vector512<float> w0 = Vector512.ConvertToSingle(low), w1 = Vector512.ConvertToSingle(high);
            a0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[k]), w0, a0);
            a1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[k]), w1, a1);
            b0 = Vector512.FusedMultiplyAdd(Vector512.Create(b[k]), w0, b0);
            b1 = Vector512.FusedMultiplyAdd(Vector512.Create(b[k]), w1, b1);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(c[k]), w0, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(c[k]), w1, c1);
            d0 = Vector512.FusedMultiplyAdd(Vector512.Create(d[k]), w0, d0);
            d1 = Vector512.FusedMultiplyAdd(Vector512.Create(d[k]), w1, d1);
        }
        int half = Vector512<float>.Count;
        sums += start;
        a0.Store(sums);
        a1.Store(sums + half);
        b0.Store(sums + ShortMatrix.Columns);
        b1.Store(sums + ShortMatrix.Columns + half);
        c0.Store(sums + (2 * ShortMatrix.Columns));
        c1.Store(sums + (2 * ShortMatrix.Columns) + half);
        d0.Store(sums + (3 * ShortMatrix.Columns));
        d1.Store(sums + (3 * ShortMatrix.Columns) + half);
    }

    private void Write(int panel, int row, float* sums)
    {
        int first = panel * ShortMatrix.Columns, columns = Math.Min(ShortMatrix.Columns, right.Width - first);
        float* to = result + (row * resultRow) + first, factors = right.Factors(panel);
        for (int i = 0; i < columns; i++)
            to[i] = adds ? to[i] + (sums[i] * factors[i]) : sums[i] * factors[i];
    }
}
