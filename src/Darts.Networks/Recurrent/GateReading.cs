using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A cell of gates for inference: one product for all nodes that read a state, its weights side by side; the words' part of the first product for the whole sequence at once.</summary>
public sealed class GateReading : LanguageReading
{
    private readonly int[] _mean;
    private readonly GateProduct[] _products;
    private readonly InferenceFactor _word;
    private readonly InferenceFactor _before;
    private readonly InferenceFactor[] _factors;

    /// <summary>Copies a cell's weights.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="mean">The nodes whose mean is its output.</param>
    /// <param name="products">All its live nodes, in an order in which every state is there before it is read.</param>
    public GateReading(LanguageCell cell, int[] mean, params GateProduct[] products)
    {
        (_mean, _products) = (mean, products);
        using var withoutGradients = no_grad();
        using var scope = NewDisposeScope();
        _word = new(LanguageInference.Copy(cell.InputWeight.narrow(0, 0, cell.Embedding)));
        _before = new(LanguageInference.Copy(cell.InputWeight.narrow(0, cell.Embedding, cell.Hidden)));
        _factors = [.. products.Select(product => new InferenceFactor(LanguageInference.Copy(cat([.. product.Gates.Select(gate => cell.WeightOf(gate.Edge))], dim: 1))))];
    }

    /// <inheritdoc/>
    public override Tensor Run(Tensor words, Tensor hidden)
    {
        Tensor[] outputs = _word.Times(words.flatten(0, 1)).view(words.shape[0], words.shape[1], -1).unbind(0);
        for (int t = 0; t < outputs.Length; t++)
            hidden = outputs[t] = Step(outputs[t], hidden);
        return stack(outputs);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _word.Dispose();
        _before.Dispose();
        Array.ForEach(_factors, static factor => factor.Dispose());
    }

    private Tensor Step(Tensor word, Tensor before)
    {
        using var scope = NewDisposeScope();
        _before.Multiply(before, word, adds: true);
        var states = new Dictionary<int, Tensor> { [0] = Gates.Move(before, word, 0, Activation.Tanh) };
        for (int p = 0; p < _products.Length; p++)
        {
            Tensor state = states[_products[p].From], product = _factors[p].Times(state);
            for (int i = 0; i < _products[p].Gates.Length; i++)
                states.Add(_products[p].Gates[i].Node, Gates.Move(state, product, i, _products[p].Gates[i].Activation));
        }
        return scope.MoveToOuter(Gates.Mean([.. _mean.Select(node => states[node])]));
    }
}
