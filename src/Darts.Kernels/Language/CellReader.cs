namespace Darts.Kernels;

/// <summary>Computes a recurrent cell for one caller: one fork and join for the words' part of the first product, then one for each product and word.</summary>
internal sealed unsafe class CellReader : IDisposable
{
    /// <summary>So many words of all sequences together go through the first product at once: enough that it waits for the processor and not for memory.</summary>
    private const int WordsAtOnce = 64;

    private readonly RecurrentLayout _layout;
    private readonly ShortProduct _word;
    private readonly GateWork _start;
    private readonly GateWork[] _products;
    private FloatBuffer _words = new(0);
    private FloatBuffer _nodes = new(0);

    /// <summary>Prepares it.</summary>
    /// <param name="matrices">The weights; they are not its own.</param>
    public CellReader(CellMatrices matrices)
    {
        _layout = matrices.Layout;
        CellGate[] start = [new(Node: 0, Edge: -1, GateActivation.Tanh)];
        // As they are made, of those whose mean is the output.
        int firstOfMean = start.Concat(_layout.Products.SelectMany(static product => product.Gates)).First(gate => _layout.Mean.Contains(gate.Node)).Node;
        _word = new(matrices.Word);
        _start = new(_layout, start, matrices.Before, firstOfMean);
        _products = [.. _layout.Products.Zip(matrices.Products, (product, matrix) => new GateWork(_layout, product.Gates, matrix, firstOfMean))];
    }

    /// <summary>The vectors to compute with; tests narrow it.</summary>
    public VectorWidth Widest
    {
        set
        {
            (_word.Widest, _start.Widest) = (value, value);
            Array.ForEach(_products, product => product.Widest = value);
        }
    }

    private int WordRow => _layout.Blocks * ShortMatrix.Columns;

    /// <summary>How many words of each sequence go through the first product at once.</summary>
    /// <param name="batch">B.</param>
    public static int LengthAtOnce(int batch) => Math.Max(1, WordsAtOnce / batch);

    /// <summary>Makes room, once for all passes that are not larger.</summary>
    /// <param name="length">T.</param>
    /// <param name="batch">B.</param>
    public void Reserve(int length, int batch)
    {
        _words = Enlarged(_words, checked(length * batch * WordRow));
        _nodes = Enlarged(_nodes, checked(_layout.Nodes * batch * _layout.Hidden));
    }

    /// <summary>The cell's outputs for a sequence.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="words">Embedded words, the address of [T, B, E].</param>
    /// <param name="length">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="hidden">The state before, [B, H].</param>
    /// <param name="outputs">[T, B, H]; not where the state before is.</param>
    public void Run(Team team, nint words, int length, int batch, nint hidden, nint outputs)
    {
        int most = LengthAtOnce(batch);
        Reserve(Math.Min(length, most), batch);
        long row = (long)batch * _layout.Hidden;
        float* before = (float*)hidden, next = (float*)outputs, word = null;
        for (int t = 0; t < length; t++, before = next, next += row, word += (long)batch * WordRow)
        {
            if (t % most == 0)
            {
                word = _words.Data;
                _word.Run(team, words + (nint)((long)t * batch * _layout.Embedding * sizeof(float)), _layout.Embedding, Math.Min(most, length - t) * batch, (nint)word, WordRow, adds: false);
            }
            var states = new NodeStates(batch, (nint)_nodes.Data, (nint)next);
            _start.Run(team, before, word, states);
            for (int p = 0; p < _products.Length; p++)
                _products[p].Run(team, _nodes.Data + (_layout.Products[p].From * row), null, states);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _words.Dispose();
        _nodes.Dispose();
    }

    private static FloatBuffer Enlarged(FloatBuffer buffer, int length)
    {
        if (buffer.Length >= length)
            return buffer;
        buffer.Dispose();
        return new FloatBuffer(length);
    }
}
