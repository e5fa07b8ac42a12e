using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The base of recurrent cells, compiled ones and the search's: holds <c>_W0</c>, [E + H, 2H], and the nodes' weights <c>_Ws</c>, [H, 2H] each, none with a bias.</summary>
/// <remarks>
/// Every product makes a gate and a candidate side by side. Nodes that share a product hold their weights side by side in one matrix, registered under all their numbers
/// (<see cref="MergedNames"/>).
/// </remarks>
public abstract class LanguageCell : nn.Module
{
    private readonly NamedParameters _nodes = new();
    private readonly int[][] _products;

    /// <summary>Draws the initial weights, in the original's order whatever is merged.</summary>
    /// <param name="name">The cell's name, for debugging.</param>
    /// <param name="embedding">E, the width of embedded words.</param>
    /// <param name="hidden">H, the width of the state.</param>
    /// <param name="products">The edges of each product, by their places in the genotype; all edges, each once.</param>
    private protected LanguageCell(string name, int embedding, int hidden, int[][] products)
        : base(name)
    {
        (Embedding, Hidden, _products) = (embedding, hidden, products);
        register_parameter("_W0", LanguageInitial.Parameter(embedding + hidden, 2L * hidden));
        using (NewDisposeScope())
        {
            Tensor[] drawn = [.. Enumerable.Range(0, products.Sum(static edges => edges.Length)).Select(_ => LanguageInitial.Draw(hidden, 2L * hidden))];
            foreach (int[] edges in products)
                _nodes.register_parameter(MergedNames.Join(edges), LanguageInitial.Parameter(cat([.. edges.Select(edge => drawn[edge])], dim: 1)));
        }
        register_module("_Ws", _nodes);
    }

    /// <summary>E.</summary>
    public int Embedding { get; }

    /// <summary>H.</summary>
    public int Hidden { get; }

    /// <summary><c>_W0</c>, [E + H, 2H].</summary>
    internal Parameter InputWeight => get_parameter("_W0")!;

    /// <summary>The cell's outputs for a sequence.</summary>
    /// <inheritdoc cref="LanguageModel.Run"/>
    public abstract Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask);

    /// <summary>This cell for inference, with a copy of its weights.</summary>
    /// <exception cref="NotSupportedException">This is no compiled cell.</exception>
    public virtual LanguageReading ForInference() => throw new NotSupportedException($"{GetName()} has no form for inference: only compiled cells have.");

    /// <summary>A product's weights, [H, n·2H].</summary>
    private protected Parameter Weight(int product) => _nodes.get_parameter(MergedNames.Join(_products[product]))!;

    /// <summary>An edge's weights, [H, 2H]: a view.</summary>
    internal Tensor WeightOf(int edge)
    {
        int product = Array.FindIndex(_products, edges => edges.Contains(edge));
        return Weight(product).narrow(1, 2L * Hidden * Array.IndexOf(_products[product], edge), 2L * Hidden);
    }

    /// <summary>Does nothing: parameters are registered by name, once.</summary>
    protected sealed override void RegisterComponents()
    {
    }

    /// <summary>Parameters by name, as PyTorch's <c>ParameterList</c> has them.</summary>
    private sealed class NamedParameters() : nn.Module("_Ws")
    {
        protected override void RegisterComponents()
        {
        }
    }
}
