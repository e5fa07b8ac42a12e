using System.Numerics;
using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// The gradient of logits, ∇ − p·Σ∇ with each row's sum Σ∇, and its sum over rows, which is the bias's. It is written into panels, the form in which products read it, and nowhere else.
/// </summary>
internal sealed unsafe class LogSoftmaxGradient : VectorWork
{
    /// <summary>An item's panels: rows lie far apart, and of each so much is read at once that the processor reads ahead.</summary>
    private const int PanelsAtOnce = 4;

    /// <summary>After so many rows their sum goes to the sum of all: the more numbers a float sums up, the less is left of each.</summary>
    private const int RowsAtOnce = 64;

    private readonly float* _gradient;
    private readonly float* _logProbabilities;
    private readonly float* _sums;
    private readonly float* _bias;
    private readonly PanelMatrix _result;

    private LogSoftmaxGradient(float* gradient, float* logProbabilities, float* sums, PanelMatrix result, float* bias)
    {
        _gradient = gradient;
        _logProbabilities = logProbabilities;
        _sums = sums;
        _result = result;
        _bias = bias;
    }

    /// <summary>Computes it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="gradient">The address of ∇, [rows, words].</param>
    /// <param name="logProbabilities">The address of ln p, [rows, words].</param>
    /// <param name="rows">M.</param>
    /// <param name="words">V.</param>
    /// <param name="result">The logits' gradient, [rows, words].</param>
    /// <param name="bias">The address of the bias's gradient, [words].</param>
    public static void Run(Workers workers, nint gradient, nint logProbabilities, int rows, int words, PanelMatrix result, nint bias) =>
        Run(workers, VectorWidths.Widest, gradient, logProbabilities, rows, words, result, bias);

    /// <inheritdoc cref="Run(Workers, nint, nint, int, int, PanelMatrix, nint)"/>
    internal static void Run(Workers workers, VectorWidth widest, nint gradient, nint logProbabilities, int rows, int words, PanelMatrix result, nint bias)
    {
        result.Resize(rows, words);
        using var entered = workers.Enter();
        float* sums = workers.Partials(rows);
        workers.Run(new RowSums((float*)gradient, words, sums), rows);
        workers.Run(
            new LogSoftmaxGradient((float*)gradient, (float*)logProbabilities, sums, result, (float*)bias) { Widest = widest }, (result.Panels + PanelsAtOnce - 1) / PanelsAtOnce);
    }

    /// <inheritdoc/>
    protected override void Do<V>(int item, int thread)
    {
        int first = item * PanelsAtOnce, last = Math.Min(first + PanelsAtOnce, _result.Panels), words = _result.Width, start = first * PanelMatrix.Columns;
        float* some = stackalloc float[PanelsAtOnce * PanelMatrix.Columns], all = stackalloc float[PanelsAtOnce * PanelMatrix.Columns];
        int columns = (last - first) * PanelMatrix.Columns;
        new Span<float>(all, columns).Clear();
        for (int row = 0; row < _result.Rows; row += RowsAtOnce)
        {
            new Span<float>(some, columns).Clear();
            for (int i = row; i < Math.Min(row + RowsAtOnce, _result.Rows); i++)
            {
                for (int panel = first; panel < last; panel++)
                {
                    int column = panel * PanelMatrix.Columns;
                    long from = ((long)i * words) + column;
                    Line<V>(_gradient + from, _logProbabilities + from, _sums[i], Math.Min(PanelMatrix.Columns, words - column), _result.Panel(panel) + ((long)i * PanelMatrix.Columns), some + column - start);
                }
            }
            for (int i = 0; i < columns; i += V.Count)
                V.Store(V.Load(all + i) + V.Load(some + i), all + i);
        }
        columns = Math.Min(columns, words - start);
        new ReadOnlySpan<float>(all, columns).CopyTo(new Span<float>(_bias + start, columns));
    }

    /// <summary>A panel's part of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Line<V>(float* gradient, float* logProbabilities, float sum, int count, float* to, float* sums)
        where V : struct, ILanes<V>
    {
        V factor = V.All(0 - sum);
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V value = V.Fma(factor, V.Exp(V.Load(logProbabilities + i)), V.Load(gradient + i));
            V.Store(value, to + i);
            V.Store(V.Load(sums + i) + value, sums + i);
        }
        for (; i < count; i++)
        {
            to[i] = gradient[i] - (MathF.Exp(logProbabilities[i]) * sum);
            sums[i] += to[i];
        }
        for (; i < PanelMatrix.Columns; i++)
            to[i] = 0;
    }

    /// <summary>Σ∇ of each row.</summary>
    private sealed class RowSums(float* gradient, int words, float* sums) : IWork
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(int item, int thread)
        {
            float* row = gradient + ((long)item * words);
            Vector<float> a = default, b = default, c = default, d = default;
            int i = 0;
            for (; i <= words - (4 * Vector<float>.Count); i += 4 * Vector<float>.Count)
            {
                a += Vector.Load(row + i);
                b += Vector.Load(row + i + Vector<float>.Count);
                c += Vector.Load(row + i + (2 * Vector<float>.Count));
                d += Vector.Load(row + i + (3 * Vector<float>.Count));
            }
            float sum = Vector.Sum(a + b + (c + d));
            for (; i < words; i++)
                sum += row[i];
            sums[item] = sum;
        }
    }
}
