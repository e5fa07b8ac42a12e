using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// A decoder and the logarithm of its softmax: logits = states · right + bias, and from each the logarithm of the sum of their exponentials is taken. Who makes logits takes their maximum and their
/// sum while they are in the nearest cache; a second pass, of one thread a row, subtracts.
/// </summary>
internal sealed unsafe class LogProbabilities : ShortWork, IDisposable
{
    /// <summary>So many rows at once: the logits of an item stay in a core's cache.</summary>
    private const int RowsAtOnce = 64;

    private readonly FloatBuffer _bias;
    private readonly Subtraction _subtraction = new();
    private FloatBuffer _parts = new(0);
    private float* _result;

    /// <summary>Prepares it.</summary>
    /// <param name="right">[H, V].</param>
    /// <param name="bias">[V]; neither is its own.</param>
    public LogProbabilities(ShortMatrix right, FloatBuffer bias)
        : base(right) => _bias = bias;

    private int Words => Right.Width;

    /// <summary>Makes room, once for all passes that are not larger.</summary>
    /// <param name="rows">M.</param>
    /// <param name="threads">Of the team.</param>
    public void Reserve(int rows, int threads)
    {
        int length = checked(2 * rows * ItemsOn(threads));
        if (_parts.Length >= length)
            return;
        _parts.Dispose();
        _parts = new FloatBuffer(length);
    }

    /// <summary>ln p of every word. One caller at a time.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="states">[M, H].</param>
    /// <param name="rows">M.</param>
    /// <param name="result">[M, V].</param>
    public void Run(Team team, nint states, int rows, nint result)
    {
        Reserve(Math.Min(rows, RowsAtOnce), team.Threads);
        for (int row = 0; row < rows; row += RowsAtOnce)
        {
            _result = (float*)result + ((long)row * Words);
            Run(team, (float*)states + ((long)row * Right.Rows), Right.Rows, Math.Min(RowsAtOnce, rows - row));
            _subtraction.Run(team, this);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parts.Dispose();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Take<V>(int panel, int row, int height, float* sums)
    {
        int first = panel * ShortMatrix.Columns, columns = Math.Min(ShortMatrix.Columns, Words - first);
        float* factors = Right.Factors(panel), bias = _bias.Data + first, to = _result + ((long)row * Words) + first;
        for (int i = 0; i < height; i++, sums += ShortMatrix.Columns, to += Words)
        {
            int column = 0;
            for (; column <= columns - V.Count; column += V.Count)
                V.Store(V.Fma(V.Load(sums + column), V.Load(factors + column), V.Load(bias + column)), to + column);
            for (; column < columns; column++)
                to[column] = (sums[column] * factors[column]) + bias[column];
        }
    }

    /// <summary>Each row's maximum in the item, and the sum of eˣ⁻ᵐᵃˣ.</summary>
    protected override void End<V>(int item, int from, int to)
    {
        int first = from * ShortMatrix.Columns, count = Math.Min(to * ShortMatrix.Columns, Words) - first;
        for (int row = 0; row < Rows; row++)
        {
            float* logits = _result + ((long)row * Words) + first, part = _parts.Data + (2 * (((long)row * Items) + item));
            part[0] = Exponentials.Max<V>(logits, count);
            part[1] = Exponentials.Sum<V>(logits, count, part[0]);
        }
    }

    /// <summary>Takes the logarithm of a row's sum from its logits.</summary>
    private sealed class Subtraction : IWork
    {
        private LogProbabilities? _of;

        public void Run(Team team, LogProbabilities of)
        {
            _of = of;
            if (of.Rows == 1)
                Do(item: 0, thread: 0);
            else
                team.Run(this, of.Rows);
        }

        public void Do(int item, int thread)
        {
            float* parts = _of!._parts.Data + (2 * (long)item * _of.Items);
            float largest = float.NegativeInfinity;
            for (int i = 0; i < _of.Items; i++)
                largest = Math.Max(largest, parts[2 * i]);
            double sum = 0;
            for (int i = 0; i < _of.Items; i++)
                sum += parts[(2 * i) + 1] * Math.Exp(parts[2 * i] - largest);
            Exponentials.Subtract(_of._result + ((long)item * _of.Words), _of.Words, (float)(largest + Math.Log(sum)));
        }
    }
}
