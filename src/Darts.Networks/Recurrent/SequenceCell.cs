using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// The base of fused recurrent cells: one product for all nodes that read a state, the words' part of the first product for the whole sequence at once, and a backward pass over the whole
/// sequence, which sums up every weight's gradient in one product in place of one a word.
/// </summary>
public abstract class SequenceCell : LanguageCell
{
    private readonly int[] _mean;
    private readonly GateProduct[] _products;
    private readonly FactorRooms _rooms = new();

    /// <summary>Draws the initial weights.</summary>
    /// <param name="name">The cell's name, for debugging.</param>
    /// <param name="embedding">E, the width of embedded words.</param>
    /// <param name="hidden">H, the width of the state.</param>
    /// <param name="mean">The nodes whose mean is the output.</param>
    /// <param name="unused">Edges whose node reaches no output: their weights exist, no more.</param>
    /// <param name="products">All live nodes, in an order in which every state is there before it is read.</param>
    protected SequenceCell(string name, int embedding, int hidden, int[] mean, int[] unused, params GateProduct[] products)
        : base(name, embedding, hidden, [.. products.Select(static product => product.Gates.Select(static gate => gate.Edge).ToArray()), .. unused.Select(static edge => new[] { edge })]) =>
        (_mean, _products) = (mean, products);

    /// <inheritdoc/>
    public sealed override Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask)
    {
        Tensor[] weights = [.. Enumerable.Range(0, _products.Length).Select(Weight)];
        return SequenceFunction.CanRun(inputs)
            ? new SequenceFunction(_mean, _products, mask, _rooms).Run(inputs, hidden, InputWeight, weights)
            : Differentiated(inputs, hidden, mask, weights);
    }

    /// <inheritdoc/>
    public sealed override LanguageReading ForInference() => new GateReading(this, _mean, _products);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rooms.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The same by operations that libtorch differentiates: what automatic mixed precision needs.</summary>
    private Tensor Differentiated(Tensor inputs, Tensor hidden, Tensor? mask, Tensor[] weights)
    {
        Tensor[] outputs = inputs.matmul(InputWeight.narrow(0, 0, Embedding)).unbind(0);
        Tensor before = InputWeight.narrow(0, Embedding, Hidden);
        for (int t = 0; t < outputs.Length; t++)
        {
            var states = new Dictionary<int, Tensor> { [0] = Move(hidden, outputs[t] + Masked(hidden).mm(before), 0, Activation.Tanh) };
            for (int p = 0; p < _products.Length; p++)
            {
                Tensor state = states[_products[p].From], product = Masked(state).mm(weights[p]);
                for (int i = 0; i < _products[p].Gates.Length; i++)
                    states.Add(_products[p].Gates[i].Node, Move(state, product, i, _products[p].Gates[i].Activation));
            }
            hidden = outputs[t] = stack([.. _mean.Select(node => states[node])]).mean([0]);
        }
        return stack(outputs);

        Tensor Masked(Tensor state) => mask is null ? state : state * mask;

        Tensor Move(Tensor state, Tensor product, int place, Activation activation)
        {
            Tensor candidate = product.narrow(1, ((2L * place) + 1) * Hidden, Hidden);
            candidate = activation switch
            {
                Activation.Tanh => candidate.tanh(),
                Activation.Relu => candidate.relu(),
                Activation.Sigmoid => candidate.sigmoid(),
                _ => candidate,
            };
            Tensor gate = product.narrow(1, 2L * place * Hidden, Hidden).sigmoid().to(state.dtype);
            return state.lerp(candidate.to(state.dtype), gate);
        }
    }
}
