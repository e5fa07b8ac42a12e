using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// How badly rows of logits foretell the words that came, the mean of −ln p, and the gradient of that mean in the logits' place, (p − [the word])/M. The logits lie in panels, the form in which the
/// products of the backward pass read them, so that a number for each place and word is kept once and nowhere else.
/// </summary>
internal sealed unsafe class WordLoss : VectorWork
{
    /// <summary>Rows are gone through three times; so many of them stay in a core's cache meanwhile.</summary>
    private const int RowsAtOnce = 8;

    private readonly PanelMatrix _logits;
    private readonly float* _bias;
    private readonly long* _words;
    private readonly float* _losses;
    private readonly float* _sums;
    private readonly int _parts;

    private WordLoss(PanelMatrix logits, float* bias, long* words, float* losses, float* sums, int parts)
    {
        _logits = logits;
        _bias = bias;
        _words = words;
        _losses = losses;
        _sums = sums;
        _parts = parts;
    }

    private int Columns => _logits.Panels * PanelMatrix.Columns;

    /// <summary>Computes it.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="logits">[M, V], without the bias; overwritten.</param>
    /// <param name="bias">The address of [V].</param>
    /// <param name="words">The address of the words that came, [M], each 0 … V − 1.</param>
    /// <param name="biasGradient">The address of [V], for the bias's gradient; 0 if no gradient is wanted: what is left in the logits is then of no meaning.</param>
    /// <returns>The mean.</returns>
    public static double Run(Workers workers, PanelMatrix logits, nint bias, nint words, nint biasGradient) => Run(workers, VectorWidths.Widest, logits, bias, words, biasGradient);

    /// <inheritdoc cref="Run(Workers, PanelMatrix, nint, nint, nint)"/>
    internal static double Run(Workers workers, VectorWidth widest, PanelMatrix logits, nint bias, nint words, nint biasGradient)
    {
        using var entered = workers.Enter();
        int columns = logits.Panels * PanelMatrix.Columns, parts = workers.Parts(logits.Rows);
        float* room = workers.Partials(((parts + 1) * columns) + logits.Rows), sums = room + columns, losses = sums + (parts * columns);
        // The last panel is read whole.
        new Span<float>(room, columns).Clear();
        new ReadOnlySpan<float>((float*)bias, logits.Width).CopyTo(new Span<float>(room, columns));
        workers.Run(new WordLoss(logits, room, (long*)words, losses, biasGradient == 0 ? null : sums, parts) { Widest = widest }, parts);
        for (int word = 0; word < logits.Width && biasGradient != 0; word++)
        {
            float all = 0;
            for (int part = 0; part < parts; part++)
                all += sums[(part * columns) + word];
            ((float*)biasGradient)[word] = all;
        }
        double sum = 0;
        for (int row = 0; row < logits.Rows; row++)
            sum += losses[row];
        return sum / logits.Rows;
    }

    /// <summary>A part of the rows: what sums add up does not depend on who is first.</summary>
    protected override void Do<V>(int item, int thread)
    {
        int first = (int)((long)_logits.Rows * item / _parts), last = (int)((long)_logits.Rows * (item + 1) / _parts);
        float* sums = _sums is null ? null : _sums + ((long)item * Columns), shifts = stackalloc float[RowsAtOnce], factors = stackalloc float[RowsAtOnce];
        if (sums is not null)
            new Span<float>(sums, Columns).Clear();
        for (int row = first; row < last; row += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, last - row);
            Shift<V>(row, rows, shifts);
            for (int i = 0; i < rows; i++)
                _losses[row + i] = shifts[i] - *Place(row + i);
            Raise<V>(row, rows, shifts, factors, sums is not null);
            for (int i = 0; i < rows; i++)
            {
                float total = factors[i];
                _losses[row + i] += MathF.Log(total);
                // p − 1 is (eˣ − Σeˣ)/Σeˣ.
                *Place(row + i) -= total;
                factors[i] = 1 / (total * _logits.Rows);
            }
            if (sums is not null)
                Scale<V>(row, rows, factors, sums);
        }
    }

    /// <summary>The logit of the word that came.</summary>
    private float* Place(int row)
    {
        (long panel, long column) = Math.DivRem(_words[row], PanelMatrix.Columns);
        return _logits.Panel((int)panel) + ((long)row * PanelMatrix.Columns) + column;
    }

    /// <summary>Adds the bias; behind the last word lies what counts for nothing. Finds each row's greatest logit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Shift<V>(int row, int rows, float* shifts)
        where V : struct, ILanes<V>
    {
        float* greatest = stackalloc float[RowsAtOnce * Lanes16.Count];
        new Span<float>(greatest, RowsAtOnce * Lanes16.Count).Fill(float.NegativeInfinity);
        for (int panel = 0; panel < _logits.Panels; panel++)
        {
            float* x = _logits.Panel(panel) + ((long)row * PanelMatrix.Columns), bias = _bias + (panel * PanelMatrix.Columns);
            int columns = Math.Min(PanelMatrix.Columns, _logits.Width - (panel * PanelMatrix.Columns));
            for (int i = 0; i < rows; i++, x += PanelMatrix.Columns)
            {
                new Span<float>(x + columns, PanelMatrix.Columns - columns).Fill(float.NegativeInfinity);
                V most = V.Load(greatest + (i * Lanes16.Count));
                for (int column = 0; column < PanelMatrix.Columns; column += V.Count)
                {
                    V logit = V.Load(x + column) + V.Load(bias + column);
                    V.Store(logit, x + column);
                    most = V.Max(most, logit);
                }
                V.Store(most, greatest + (i * Lanes16.Count));
            }
        }
        for (int i = 0; i < rows; i++)
            shifts[i] = V.Max(V.Load(greatest + (i * Lanes16.Count)));
    }

    /// <summary>eˣ⁻ˢʰⁱᶠᵗ, and each row's sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Raise<V>(int row, int rows, float* shifts, float* totals, bool keeps)
        where V : struct, ILanes<V>
    {
        float* sums = stackalloc float[RowsAtOnce * Lanes16.Count];
        new Span<float>(sums, RowsAtOnce * Lanes16.Count).Clear();
        for (int panel = 0; panel < _logits.Panels; panel++)
        {
            float* x = _logits.Panel(panel) + ((long)row * PanelMatrix.Columns);
            for (int i = 0; i < rows; i++, x += PanelMatrix.Columns)
            {
                V shift = V.All(shifts[i]), sum = V.Load(sums + (i * Lanes16.Count));
                for (int column = 0; column < PanelMatrix.Columns; column += V.Count)
                {
                    V raised = V.Exp(V.Load(x + column) - shift);
                    if (keeps)
                        V.Store(raised, x + column);
                    sum += raised;
                }
                V.Store(sum, sums + (i * Lanes16.Count));
            }
        }
        for (int i = 0; i < rows; i++)
            totals[i] = V.Sum(V.Load(sums + (i * Lanes16.Count)));
    }

    /// <summary>Multiplies each row by its factor and adds the rows to the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale<V>(int row, int rows, float* factors, float* sums)
        where V : struct, ILanes<V>
    {
        for (int panel = 0; panel < _logits.Panels; panel++)
        {
            float* x = _logits.Panel(panel) + ((long)row * PanelMatrix.Columns), sum = sums + (panel * PanelMatrix.Columns);
            for (int column = 0; column < PanelMatrix.Columns; column += V.Count)
            {
                V some = V.All(0);
                for (int i = 0; i < rows; i++)
                {
                    float* place = x + (i * PanelMatrix.Columns) + column;
                    V scaled = V.Load(place) * V.All(factors[i]);
                    V.Store(scaled, place);
                    some += scaled;
                }
                V.Store(V.Load(sum + column) + some, sum + column);
            }
        }
    }
}
