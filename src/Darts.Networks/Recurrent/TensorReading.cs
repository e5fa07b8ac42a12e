using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A cell of gates for inference by libtorch, on any device: one product for all nodes that read a state, its weights side by side; the words' part of the first product for the whole sequence at once.</summary>
internal sealed class TensorReading : LanguageReading
{
    private readonly int[] _mean;
    private readonly GateProduct[] _products;
    private readonly Tensor _word;
    private readonly Tensor _before;
    private readonly Tensor[] _weights;

    /// <summary>Copies a cell's weights; inside a dispose scope, without gradients.</summary>
    /// <inheritdoc cref="GateReading(LanguageCell, int[], GateProduct[])"/>
    public TensorReading(LanguageCell cell, int[] mean, GateProduct[] products)
    {
        (_mean, _products) = (mean, products);
        _word = LanguageInference.Copy(cell.InputWeight.narrow(0, 0, cell.Embedding));
        _before = LanguageInference.Copy(cell.InputWeight.narrow(0, cell.Embedding, cell.Hidden));
        _weights = [.. products.Select(product => LanguageInference.Copy(cat([.. product.Gates.Select(gate => cell.WeightOf(gate.Edge))], dim: 1)))];
    }

    /// <inheritdoc/>
    public override Tensor Run(Tensor words, Tensor hidden)
    {
        Tensor[] outputs = words.flatten(0, 1).mm(_word).view(words.shape[0], words.shape[1], -1).unbind(0);
        for (int t = 0; t < outputs.Length; t++)
            hidden = outputs[t] = Step(outputs[t], hidden);
        return stack(outputs);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _word.Dispose();
        _before.Dispose();
        Array.ForEach(_weights, static weight => weight.Dispose());
    }

    private Tensor Step(Tensor word, Tensor before)
    {
        using var scope = NewDisposeScope();
        word.addmm_(before, _before, 1, 1);
        var states = new Dictionary<int, Tensor> { [0] = Gates.Move(before, word, 0, Activation.Tanh) };
        for (int p = 0; p < _products.Length; p++)
        {
            Tensor state = states[_products[p].From], product = state.mm(_weights[p]);
            for (int i = 0; i < _products[p].Gates.Length; i++)
                states.Add(_products[p].Gates[i].Node, Gates.Move(state, product, i, _products[p].Gates[i].Activation));
        }
        return scope.MoveToOuter(Gates.Mean([.. _mean.Select(node => states[node])]));
    }
}
