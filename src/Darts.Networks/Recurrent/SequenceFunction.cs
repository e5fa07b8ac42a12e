using Darts.Kernels;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A cell of gates over a sequence, as one node of the graph.</summary>
/// <remarks>
/// The forward pass keeps every state and every opened gate and candidate. The backward pass goes through the words from the last to the first and turns gates and candidates into the gradients of
/// the products, in place; the weights' gradients are then one product each over all words: with T·B rows where the graph of libtorch makes T products of B rows and adds them up.
/// </remarks>
internal sealed class SequenceFunction : AutogradFunction
{
    private static readonly Gate[] FirstGate = [new(Node: 0, Edge: -1, Activation.Tanh)];

    private readonly int[] _mean;
    private readonly int _firstOfMean;
    private readonly GateProduct[] _products;
    private readonly Tensor? _mask;
    private readonly FactorRooms _rooms;
    private SequenceTape? _tape;

    /// <summary>Prepares a pass.</summary>
    /// <param name="mean">The nodes whose mean is the output.</param>
    /// <param name="products">All nodes, in an order in which every state is there before it is read.</param>
    /// <param name="mask">[B, H]; null for nothing.</param>
    /// <param name="rooms">The cell's: where matrices are packed.</param>
    public SequenceFunction(int[] mean, GateProduct[] products, Tensor? mask, FactorRooms rooms)
    {
        (_mean, _products, _mask, _rooms) = (mean, products, mask, rooms);
        _firstOfMean = products.SelectMany(static product => product.Gates).Select(static gate => gate.Node).Prepend(0).First(mean.Contains);
    }

    /// <summary>Whether it computes what it is given: not within autocast, which converts what libtorch's own operations read.</summary>
    public static bool CanRun(Tensor inputs) => NativeTensors.Instance is not null && !Autocast.IsOn(inputs.device);

    /// <summary>The cell's outputs.</summary>
    /// <param name="inputs">[T, B, E].</param>
    /// <param name="hidden">[B, H].</param>
    /// <param name="input"><c>_W0</c>.</param>
    /// <param name="weights">Of the products.</param>
    /// <returns>[T, B, H].</returns>
    public Tensor Run(Tensor inputs, Tensor hidden, Tensor input, Tensor[] weights)
    {
        Tensor[] all = [inputs, hidden, input, .. weights];
        bool differentiates = CpuKernels.Differentiates(all);
        Tensor output;
        using (no_grad())
        using (var scope = NewDisposeScope())
        {
            _tape = new SequenceTape(inputs, hidden, input, weights, _mask, _products, _rooms);
            output = scope.MoveToOuter(Forward(_tape));
            if (differentiates)
                _tape.Keep(output);
            else
                Release();
        }
        return differentiates ? Attach(all, output) : output;
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        Tensor?[] gradients = SequenceBackward.Run(_tape!, _mean, gradient);
        foreach (Tensor? tensor in gradients)
        {
            if (tensor is not null)
                scope.MoveToOuter(tensor);
        }
        return gradients;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _tape?.Dispose();
        _tape = null;
    }

    private Tensor Forward(SequenceTape tape)
    {
        Tensor output = empty_like(tape.States[0]), before = tape.Hidden;
        var start = new Factor(tape.BeforeWeight, tape.Rooms[0]);
        Factor[] factors = [.. tape.Weights.Select((weight, p) => new Factor(weight, tape.Rooms[p + 1]))];
        for (int t = 0; t < tape.Length; t++)
        {
            using var scope = NewDisposeScope();
            Tensor mean = output[t];
            start.Multiply(tape.Masked(before), tape.Start[t], adds: true);
            Move(tape, t, before, tape.Start[t], FirstGate, mean);
            for (int p = 0; p < _products.Length; p++)
            {
                Tensor state = tape.States[_products[p].From][t], product = tape.Products[p][t];
                factors[p].Multiply(tape.MaskedOf(_products[p].From)?[t] ?? tape.Masked(state), product);
                Move(tape, t, state, product, _products[p].Gates, mean);
            }
            if (!tape.Packs)
                mean.copy_(Gates.Mean([.. _mean.Select(node => tape.States[node][t])]));
            before = scope.MoveToOuter(mean);
        }
        return output;
    }

    /// <summary>What follows a product: by Darts.Kernels in one pass where they compute, the mean with it.</summary>
    private void Move(SequenceTape tape, int t, Tensor state, Tensor product, Gate[] gates, Tensor mean)
    {
        if (tape.Packs)
        {
            GateForward.Run(CpuKernels.Workers, Gates.Places(state, product, 0), Array.ConvertAll(gates, Node), CpuKernels.Address(mean), CpuKernels.Address(tape.Mask));
            return;
        }
        for (int i = 0; i < gates.Length; i++)
            tape.States[gates[i].Node][t].copy_(Gates.Move(state, product, i, gates[i].Activation));

        GateNode Node(Gate gate) => new(
            (GateActivation)gate.Activation,
            CpuKernels.Address(tape.States[gate.Node][t]),
            CpuKernels.Address(tape.MaskedOf(gate.Node)?[t]),
            _mean.Contains(gate.Node) ? 1f / _mean.Length : 0,
            gate.Node == _firstOfMean);
    }
}
