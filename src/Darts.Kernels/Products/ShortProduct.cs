using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>A product with a <see cref="ShortMatrix"/>: result = left · right, or result += left · right.</summary>
/// <param name="right">The matrix.</param>
internal sealed unsafe class ShortProduct(ShortMatrix right) : ShortWork(right)
{
    private float* _result;
    private nint _resultRow;
    private bool _adds;

    /// <summary>Multiplies. One caller at a time.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="left">The address of [rows, right.Rows].</param>
    /// <param name="leftRow">From a row of it to the next, floats; its columns lie side by side.</param>
    /// <param name="rows">How many.</param>
    /// <param name="result">The address of [rows, right.Width].</param>
    /// <param name="resultRow">From a row of it to the next.</param>
    /// <param name="adds">Whether the product is added to what is there.</param>
    public void Run(Team team, nint left, long leftRow, int rows, nint result, long resultRow, bool adds)
    {
        _result = (float*)result;
        (_resultRow, _adds) = ((nint)resultRow, adds);
        Run(team, (float*)left, leftRow, rows);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Take<V>(int panel, int row, int height, float* sums)
    {
        int first = panel * ShortMatrix.Columns, columns = Math.Min(ShortMatrix.Columns, Right.Width - first);
        float* factors = Right.Factors(panel), to = _result + (row * _resultRow) + first;
        for (int i = 0; i < height; i++, sums += ShortMatrix.Columns, to += _resultRow)
        {
            int column = 0;
            for (; column <= columns - V.Count; column += V.Count)
            {
                V product = V.Load(sums + column) * V.Load(factors + column);
                V.Store(_adds ? V.Load(to + column) + product : product, to + column);
            }
            for (; column < columns; column++)
                to[column] = _adds ? to[column] + (sums[column] * factors[column]) : sums[column] * factors[column];
        }
    }
}
