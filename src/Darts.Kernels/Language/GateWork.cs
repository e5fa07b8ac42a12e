using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>
/// The product of a state and the nodes that are made of it, in one pass: sums of gate and candidate, s + σ(c)·(f(h) − s), and the node's share of the cell's output.
/// </summary>
internal sealed unsafe class GateWork : ShortWork
{
    private readonly int _width;
    private readonly int[] _nodes;
    private readonly GateActivation[] _activations;
    private readonly float[] _shares;
    private readonly bool[] _isFirst;
    private float* _state;
    private float* _added;
    private NodeStates _states;

    /// <summary>Prepares the work.</summary>
    /// <param name="layout">The cell.</param>
    /// <param name="gates">The nodes.</param>
    /// <param name="right">The weights of <see cref="CellMatrices"/>.</param>
    /// <param name="firstOfMean">The first node that is made of those whose mean is the output.</param>
    public GateWork(RecurrentLayout layout, CellGate[] gates, ShortMatrix right, int firstOfMean)
        : base(right, gates.Length)
    {
        _width = layout.Hidden;
        _nodes = [.. gates.Select(static gate => gate.Node)];
        _activations = [.. gates.Select(static gate => gate.Activation)];
        _shares = [.. gates.Select(gate => layout.Mean.Contains(gate.Node) ? 1f / layout.Mean.Length : 0)];
        _isFirst = [.. gates.Select(gate => gate.Node == firstOfMean)];
    }

    /// <summary>Computes the nodes.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="state">What the product reads, [B, H].</param>
    /// <param name="added">What is added to the product, in the order of its panels, [B, right.Width]; null for nothing.</param>
    /// <param name="states">Where the nodes lie.</param>
    public void Run(Team team, float* state, float* added, NodeStates states)
    {
        _state = state;
        _added = added;
        _states = states;
        Run(team, state, _width, states.Rows);
    }

    /// <inheritdoc/>
    protected override void Take<V>(int panel, int row, int height, float* sums)
    {
        int gate = panel % _nodes.Length, first = panel / _nodes.Length * RowTile.Half, columns = Math.Min(RowTile.Half, _width - first);
        long start = ((long)row * _width) + first;
        float* state = _state + start, next = (float*)_states.Next + start, node = (float*)_states.Nodes + ((long)_nodes[gate] * _states.Rows * _width) + start;
        float* factors = Right.Factors(panel), added = _added == null ? null : _added + ((long)row * Right.Width) + (panel * ShortMatrix.Columns);
        float* beside = stackalloc float[3 * RowTile.Half];
        for (int i = 0; i < height; i++, sums += ShortMatrix.Columns, state += _width, node += _width, next += _width)
        {
            if (columns == RowTile.Half)
            {
                Move<V>(gate, sums, factors, added, state, node, next);
            }
            else
            {
                // The state's last piece: what lies behind it is the next row.
                Copy(state, beside, columns);
                Copy(next, beside + RowTile.Half, columns);
                Move<V>(gate, sums, factors, added, beside, beside + (2 * RowTile.Half), beside + RowTile.Half);
                Copy(beside + (2 * RowTile.Half), node, columns);
                if (_shares[gate] > 0)
                    Copy(beside + RowTile.Half, next, columns);
            }
            if (added != null)
                added += Right.Width;
        }
    }

    /// <summary>Half a panel's columns of a node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move<V>(int gate, float* sums, float* factors, float* added, float* state, float* node, float* next)
        where V : struct, ILanes<V>
    {
        V share = V.All(_shares[gate]);
        for (int i = 0; i < RowTile.Half; i += V.Count)
        {
            V open = V.Load(sums + i) * V.Load(factors + i), candidate = V.Load(sums + RowTile.Half + i) * V.Load(factors + RowTile.Half + i), before = V.Load(state + i);
            if (added != null)
                (open, candidate) = (open + V.Load(added + i), candidate + V.Load(added + RowTile.Half + i));
            V moved = V.Fma(GateFunctions.Sigmoid(open), GateFunctions.Activated(_activations[gate], candidate) - before, before);
            V.Store(moved, node + i);
            if (_isFirst[gate])
                V.Store(moved * share, next + i);
            else if (_shares[gate] > 0)
                V.Store(V.Fma(moved, share, V.Load(next + i)), next + i);
        }
    }

    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to, count));
}
