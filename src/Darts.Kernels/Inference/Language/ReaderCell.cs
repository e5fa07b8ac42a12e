namespace Darts.Kernels.Inference;

/// <summary>
/// The description of a recurrent cell, node by node: s + σ(c)·(f(h) − s) of the state s that an edge reads and of what the product makes of it, c and h. Node 0 is there before: tanh, of the word
/// and the state before.
/// </summary>
public sealed class ReaderCell
{
    private readonly List<(int From, List<CellGate> Gates)> _products = [];
    private int[] _mean = [];

    internal ReaderCell()
    {
    }

    /// <summary>Begins a product: the nodes that read one state.</summary>
    /// <param name="from">The state: 0 or the number of a node that was described.</param>
    public ReaderCell Product(int from)
    {
        _products.Add((from, []));
        return this;
    }

    /// <summary>A node of the product begun last whose candidate goes through the hyperbolic tangent.</summary>
    /// <param name="node">Its number, from 1.</param>
    /// <param name="edge">Its edge's place in the genotype, which names its weights: <c>rnns.0._Ws.{edge}</c>.</param>
    public ReaderCell Tanh(int node, int edge) => Gate(node, edge, GateActivation.Tanh);

    /// <summary>A node whose candidate goes through max(0, x).</summary>
    /// <inheritdoc cref="Tanh"/>
    public ReaderCell Relu(int node, int edge) => Gate(node, edge, GateActivation.Relu);

    /// <summary>A node whose candidate goes through 1/(1+e⁻ˣ).</summary>
    /// <inheritdoc cref="Tanh"/>
    public ReaderCell Sigmoid(int node, int edge) => Gate(node, edge, GateActivation.Sigmoid);

    /// <summary>A node whose candidate stays as it is.</summary>
    /// <inheritdoc cref="Tanh"/>
    public ReaderCell Identity(int node, int edge) => Gate(node, edge, GateActivation.Identity);

    /// <summary>The next state: the mean of nodes.</summary>
    /// <param name="nodes">At least one.</param>
    public void Mean(params ReadOnlySpan<int> nodes) => _mean = nodes.ToArray();

    internal RecurrentLayout Layout(ReaderPlan plan) => new(plan.Embedding, plan.Hidden, _mean, [.. _products.Select(static product => new CellProduct(product.From, [.. product.Gates]))]);

    private ReaderCell Gate(int node, int edge, GateActivation activation)
    {
        _products[^1].Gates.Add(new(node, edge, activation));
        return this;
    }
}
